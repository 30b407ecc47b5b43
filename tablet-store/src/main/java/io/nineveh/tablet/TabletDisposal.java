package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.util.Collection;

/** Removes tablets that the catalog does not have any more, once nobody needs them. */
@FunctionalInterface
public interface TabletDisposal {
    /** Takes tablets over. What cannot be removed is left to the next start; nothing is thrown for that. */
    void dropTablets(Collection<TabletKey> tablets);
}
