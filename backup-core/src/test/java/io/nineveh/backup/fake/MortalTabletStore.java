package io.nineveh.backup.fake;

import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.backup.tablet.TabletStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/** The tablets as one process reaches them for as long as it lives. */
record MortalTabletStore(TabletStore store, ProcessLife life) implements TabletStore {

    @Override
    public long backendId() {
        return store.backendId();
    }

    @Override
    public void create(TabletKey tablet) throws IOException {
        pass(() -> store.create(tablet));
    }

    @Override
    public TabletSnapshot snapshot(TabletKey tablet, long version, Duration timeout) throws IOException {
        return life.passTablets(() -> store.snapshot(tablet, version, timeout));
    }

    @Override
    public void release(Path directory) throws IOException {
        pass(() -> store.release(directory));
    }

    @Override
    public Path prepareRestore(long owner, TabletKey tablet) throws IOException {
        return life.passTablets(() -> store.prepareRestore(owner, tablet));
    }

    @Override
    public void makeEffective(Path directory, TabletKey source, TabletKey target, long version) throws IOException {
        pass(() -> store.makeEffective(directory, source, target, version));
    }

    @Override
    public void drop(Collection<TabletKey> tablets) throws IOException {
        pass(() -> store.drop(tablets));
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    private void pass(Action action) throws IOException {
        MortalTabletStore unused = life.passTablets(() -> {
            action.run();
            return this;
        });
    }
}
