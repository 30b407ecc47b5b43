package io.nineveh.backup.catalog;

/** What a database has under a name. */
interface CatalogObject {
    /** Never used again for anything else. */
    long id();

    String name();
}
