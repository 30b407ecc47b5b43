package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** The calls of the clients in the field, in their order and with their sizes: backups of Doris and StarRocks. */
interface FieldClientContract {
    String MD5 = "0123456789abcdef0123456789abcdef";

    ProtocolFixture protocol();

    private List<TBrokerFileStatus> names(String relativePattern) throws TException {
        TBrokerListResponse response = protocol()
                .wire()
                .listPath(protocol()
                        .wire()
                        .listing(protocol().at(relativePattern))
                        .setFileNameOnly(true));
        assertOk(response.getOpStatus());
        return response.getFiles();
    }

    private void write(String relativePath, byte[] content, int sizeOfWrites) throws TException {
        TBrokerFD writer = protocol().openWriter(relativePath);
        for (int start = 0; start < content.length; start += sizeOfWrites) {
            int length = Math.min(sizeOfWrites, content.length - start);
            assertOk(protocol().wire().pwrite(writer, start, ByteBuffer.wrap(content, start, length)));
        }
        assertOk(protocol().wire().closeWriter(writer));
    }

    @Test
    default void aFrontendMakesARepositoryAndWritesASnapshotIntoIt() throws TException {
        String repository = "__palo_repository_archive";
        assertThat(names(repository + "/__repo_info")).isEmpty();
        assertThat(names(repository + "/__ss_*")).isEmpty();
        write(repository + "/__repo_info", content(100, 1), 1024);
        assertThat(names(repository + "/__repo_info"))
                .singleElement()
                .returns("__repo_info", TBrokerFileStatus::getPath)
                .returns(false, TBrokerFileStatus::isIsDir);
        assertThat(protocol().exists(repository)).isTrue();

        byte[] meta = content(300_000, 2);
        for (int attempt = 0; attempt < 2; attempt++) {
            String part = repository + "/__ss_daily/__meta.part";
            String last = repository + "/__ss_daily/__meta." + MD5;
            assertOk(protocol().wire().deletePath(protocol().at(part)));
            assertOk(protocol().wire().deletePath(protocol().at(last)));
            write(part, meta, 1024);
            assertOk(
                    protocol().wire().renamePath(protocol().at(part), protocol().at(last)));
        }
        write(repository + "/__ss_daily/__info_2026-01-02-03-04-05." + MD5, content(1_000, 3), 1024);

        assertThat(names(repository + "/__ss_*"))
                .singleElement()
                .returns("__ss_daily", TBrokerFileStatus::getPath)
                .returns(true, TBrokerFileStatus::isIsDir);
        assertThat(names(repository + "/__ss_daily/__meta*"))
                .extracting(TBrokerFileStatus::getPath)
                .containsExactly("__meta." + MD5);
        assertThat(names(repository + "/__ss_daily/__info_2026-01-02-03-04-05*"))
                .hasSize(1);
        protocol().assertContent(repository + "/__ss_daily/__meta." + MD5, meta);
    }

    @Test
    default void aBackendUploadsATabletAndDownloadsIt() throws TException {
        String tablet = "__ss_content/__db_1/__tbl_2/__part_3/__idx_2/__4";
        assertThat(names(tablet + "/*")).isEmpty();
        byte[] rowset = content((3 << 20) + 17, 1);
        write(tablet + "/4_0.dat.part", rowset, 1 << 20);
        assertOk(protocol()
                .wire()
                .renamePath(protocol().at(tablet + "/4_0.dat.part"), protocol().at(tablet + "/4_0.dat." + MD5)));
        write(tablet + "/4.hdr.part", content(500, 2), 1 << 20);
        assertOk(protocol()
                .wire()
                .renamePath(protocol().at(tablet + "/4.hdr.part"), protocol().at(tablet + "/4.hdr." + MD5)));

        assertThat(names(tablet + "/*"))
                .extracting(TBrokerFileStatus::getPath)
                .containsExactly("4.hdr." + MD5, "4_0.dat." + MD5);
        assertThat(names(tablet + "/*")).extracting(TBrokerFileStatus::getSize).containsExactly(500L, (long)
                rowset.length);
        protocol().assertContent(tablet + "/4_0.dat." + MD5, rowset);
    }

    @Test
    default void aFrontendReadsAWholeFileInOneCallOfItsSize() throws TException {
        byte[] content = content((5 << 20) + 1, 1);
        protocol().put("load/data.csv", content);
        String path = protocol().at("load/data.csv");
        long size = protocol().wire().listPath(path).getFiles().get(0).getSize();

        TBrokerFD reader = protocol().openReader("load/data.csv");
        assertThat(protocol().wire().pread(reader, 0, size).getData()).isEqualTo(content);
    }

    @Test
    default void aPingIsAnsweredInTimeWhileClientsWrite() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String path = protocol().at("load/file-" + i);
                Wire wire = protocol().connect();
                writers.add(threads.submit(() -> writeUntil(enough, wire, path)));
            }
            for (int ping = 0; ping < 50; ping++) {
                assertOk(protocol().wire().ping());
            }
            enough.set(true);
            for (Future<Long> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        } finally {
            enough.set(true);
            threads.shutdown();
        }
        assertThat(protocol().filesBelow("load")).hasSize(8);
    }

    private static long writeUntil(AtomicBoolean enough, Wire wire, String path) throws TException {
        TBrokerFD writer = opened(wire.openWriter(path));
        byte[] content = content(1 << 20, 1);
        long offset = 0;
        do {
            assertThat(wire.pwrite(writer, offset, ByteBuffer.wrap(content)).getStatusCode())
                    .isEqualTo(OK);
            offset += content.length;
        } while (!enough.get());
        assertOk(wire.closeWriter(writer));
        return offset;
    }
}
