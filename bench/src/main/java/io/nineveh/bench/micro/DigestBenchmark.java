package io.nineveh.bench.micro;

import io.nineveh.broker.api.Md5;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The checksums of data: of each pwrite a CRC32C, of each file that is put whole an MD5. */
@State(Scope.Thread)
public class DigestBenchmark {
    @Param({"1024", "1048576"})
    private int bytes;

    private ByteBuffer data = ByteBuffer.allocate(0);

    @Setup
    public void fill() {
        data = ByteBuffer.allocate(bytes);
    }

    @Benchmark
    public Md5 md5() {
        return Md5.of(data);
    }

    @Benchmark
    public long crc32c() {
        CRC32C checksum = new CRC32C();
        checksum.update(data.duplicate());
        return checksum.getValue();
    }
}
