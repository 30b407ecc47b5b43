package io.nineveh.backup.job;

import java.util.Optional;

/** The version of this product, as its snapshots name it. */
final class ProductVersion {
    private ProductVersion() {}

    /** That of the jar; classes outside of one are {@code development}. */
    static String text() {
        return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
