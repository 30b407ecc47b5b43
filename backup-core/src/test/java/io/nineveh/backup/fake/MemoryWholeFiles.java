package io.nineveh.backup.fake;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An object store in memory that takes and gives a whole file with one request. */
public final class MemoryWholeFiles extends MemoryFileSystem implements WholeFilePut, WholeFileGet {
    @Override
    public long largestPut() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void put(Location location, ByteBuffer data, Md5 md5) throws StorageException {
        byte[] content = new byte[data.remaining()];
        data.get(content);
        if (!Md5.of(content).equals(md5)) {
            throw new StorageException(Kind.INVALID_ARGUMENT, location, "the bytes do not have the MD5 " + md5);
        }
        put(location, content);
    }

    @Override
    public byte[] get(Location location, int maxLength) throws StorageException {
        return Optional.ofNullable(files().get(location.toString()))
                .orElseThrow(() -> StorageException.notFound(location));
    }
}
