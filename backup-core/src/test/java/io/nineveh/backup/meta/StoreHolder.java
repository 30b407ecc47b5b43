package io.nineveh.backup.meta;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a database, tells how it went, and holds it until its input ends. */
final class StoreHolder {
    private StoreHolder() {}

    public static void main(String[] arguments) throws IOException {
        try {
            MetadataStore store = MetadataStore.open(Path.of(arguments[0]));
            System.out.println("opened");
            while (System.in.read() >= 0) {
                // Until the end.
            }
            store.close();
        } catch (MetadataException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
