package io.nineveh.backup.broker;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;

/** The calls to one broker, whose failures tell of its health. */
record LinkedCalls(BrokerLink link) {
    interface Call<T> {
        T run() throws StorageException;
    }

    interface Action {
        void run() throws StorageException;
    }

    /** Makes a call; when it fails in a way that may pass, the broker is asked whether it is alive. */
    <T> T watch(Call<T> call) throws StorageException {
        try {
            return call.run();
        } catch (StorageException e) {
            if (e.isTransient()) {
                link.suspect();
            }
            throw e;
        }
    }

    void watchAction(Action action) throws StorageException {
        Object unused = watch(() -> {
            action.run();
            return link;
        });
    }

    /** An ability whose calls are watched, where they are those that move whole files. */
    <T> T watching(Class<T> type, T ability) {
        if (type == WholeFilePut.class) {
            return type.cast(new Put((WholeFilePut) ability, this));
        }
        if (type == WholeFileGet.class) {
            return type.cast(new Get((WholeFileGet) ability, this));
        }
        return ability;
    }

    private record Put(WholeFilePut files, LinkedCalls calls) implements WholeFilePut {
        @Override
        public long largestPut() {
            return files.largestPut();
        }

        @Override
        public void put(Location location, ByteBuffer data, Md5 md5) throws StorageException {
            calls.watchAction(() -> files.put(location, data, md5));
        }
    }

    private record Get(WholeFileGet files, LinkedCalls calls) implements WholeFileGet {
        @Override
        public byte[] get(Location location, int maxLength) throws StorageException {
            return calls.watch(() -> files.get(location, maxLength));
        }
    }
}
