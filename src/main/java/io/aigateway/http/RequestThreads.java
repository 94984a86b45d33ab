package io.aigateway.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that calls run on: a virtual thread each where Java has them (21 and newer), else a
 * pool that grows. Vert.x's own default is 20 worker threads, so that 20 slow calls would stop the
 * gateway.
 */
public final class RequestThreads {

    private RequestThreads() {}

    /** Threads that do not keep the process alive. */
    public static ExecutorService create() {
        try {
            return (ExecutorService)
                    MethodHandles.publicLookup()
                            .findStatic(
                                    Executors.class,
                                    "newVirtualThreadPerTaskExecutor",
                                    MethodType.methodType(ExecutorService.class))
                            .invoke();
        } catch (NoSuchMethodException beforeJava21) {
            return Executors.newCachedThreadPool(RequestThreads::daemon);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("virtual threads could not be used", unexpected);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "call");
        thread.setDaemon(true);
        return thread;
    }
}
