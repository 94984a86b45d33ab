package io.aigateway.store;

import java.io.IOException;
import java.nio.file.Path;

/** A second process: holds a data folder until it is killed or its input ends. */
final class HoldsFolder {

    private HoldsFolder() {}

    public static void main(String[] arguments) throws IOException {
        try (DataFolder folder = DataFolder.hold(Path.of(arguments[0]))) {
            System.out.println(folder.path().isAbsolute() ? "held" : "not held");
            System.in.readAllBytes();
        }
    }
}
