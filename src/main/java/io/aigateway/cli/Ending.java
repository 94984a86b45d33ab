package io.aigateway.cli;

import io.aigateway.Gateway;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What happens when the process is told to end. The first SIGTERM or Ctrl-C lets the calls under
 * way finish; the second cuts them off. Either way the books are closed in order, and the process
 * ends with 0: the virtual machine's own way would ignore the second signal and end with the
 * signal's number.
 */
final class Ending {

    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final Gateway gateway;
    private final CountDownLatch serving = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();

    private Ending(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Listens for signals from now on: to be called before the gateway starts, so that one that
     * arrives while it starts, or just when it says that it is ready, ends it in order as well.
     */
    static Ending of(Gateway gateway) {
        Ending ending = new Ending(gateway);
        for (String name : SIGNALS) {
            Signal.handle(new Signal(name), signal -> ending.tell());
        }
        return ending;
    }

    /** Serves with the started gateway until a signal ends the process; does not return. */
    void serveUntilTold() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end"));
        serving.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            new Thread(this::drain, "drain").start();
        } else if (serving.getCount() == 0) {
            gateway.hurry();
        } else {
            Runtime.getRuntime().halt(Aig.EXIT_DONE);
        }
    }

    private void drain() {
        try {
            serving.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        gateway.drain();
        close();
    }

    private void close() {
        gateway.close();
        Runtime.getRuntime().halt(Aig.EXIT_DONE);
    }
}
