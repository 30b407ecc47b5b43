package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.repository.SnapshotInfo.Content;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotBase;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotOrigin;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import io.nineveh.backup.repository.SnapshotInfo.StoredFile;
import io.nineveh.broker.api.Md5;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Snapshots of any shape. */
final class SnapshotInfoDomain extends DomainContextBase {

    @Provide
    Arbitrary<SnapshotInfo> infos() {
        return Combinators.combine(
                        names(),
                        names(),
                        ids(),
                        times(),
                        Arbitraries.of(Content.class),
                        tables().list().ofMaxSize(3).uniqueElements(SnapshotTable::name),
                        Combinators.combine(ids(), names())
                                .as(SnapshotView::new)
                                .list()
                                .ofMaxSize(2),
                        origins().optional())
                .as(SnapshotInfo::new);
    }

    private static Arbitrary<SnapshotTable> tables() {
        return Combinators.combine(
                        names(), ids(), partitions().list().ofMaxSize(3).uniqueElements(SnapshotPartition::name))
                .as(SnapshotTable::new);
    }

    private static Arbitrary<SnapshotPartition> partitions() {
        return Combinators.combine(
                        names(), ids(), ids(), indexes().list().ofMaxSize(2).uniqueElements(SnapshotIndex::name))
                .as(SnapshotPartition::new);
    }

    private static Arbitrary<SnapshotIndex> indexes() {
        return Combinators.combine(
                        names(),
                        ids(),
                        Arbitraries.integers(),
                        tablets().list().ofMaxSize(3).uniqueElements(SnapshotTablet::id))
                .as(SnapshotIndex::new);
    }

    private static Arbitrary<SnapshotTablet> tablets() {
        return Combinators.combine(ids(), files().list().ofMaxSize(3)).as(SnapshotTablet::new);
    }

    private static Arbitrary<ChecksummedName> files() {
        Arbitrary<String> fileNames =
                Arbitraries.strings().alpha().numeric().withChars("._- ").ofMinLength(1);
        return Combinators.combine(fileNames, sums()).as(ChecksummedName::new);
    }

    private static Arbitrary<Md5> sums() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(32).map(Md5::new);
    }

    private static Arbitrary<SnapshotOrigin> origins() {
        Arbitrary<SnapshotTimestamp> timestamps = times().map(time -> SnapshotTimestamp.at(time, ZoneOffset.UTC));
        return Combinators.combine(
                        names(),
                        names(),
                        times(),
                        times().optional(),
                        Combinators.combine(names(), timestamps)
                                .as(SnapshotBase::new)
                                .optional(),
                        sums().optional(),
                        Arbitraries.maps(
                                        names(),
                                        Combinators.combine(ids(), names().optional())
                                                .as(StoredFile::new))
                                .ofMaxSize(3))
                .as(SnapshotOrigin::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12).filter(SnapshotInfoDomain::isWellFormed);
    }

    /** A lone surrogate has no form in UTF-8. */
    private static boolean isWellFormed(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<Long> ids() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 4102444800000L).map(Instant::ofEpochMilli);
    }
}
