package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartSizesTest {
    private static final long LARGEST_PART = 5L << 30;

    @Property(tries = 20)
    void tenThousandPartsHoldTheLargestObject(@ForAll @IntRange(min = 5, max = 64) int mebibytes) {
        PartSizes sizes = new PartSizes((long) mebibytes << 20);

        long all =
                IntStream.range(0, PartSizes.MOST_PARTS).mapToLong(sizes::after).sum();

        assertThat(all).isGreaterThanOrEqualTo(PartSizes.LARGEST_OBJECT);
        assertThat(sizes.after(PartSizes.MOST_PARTS - 1)).isLessThanOrEqualTo(LARGEST_PART);
    }

    @Test
    void aThousandPartsAreOfTheFirstSize() {
        PartSizes sizes = new PartSizes(8 << 20);

        assertThat(sizes.after(0)).isEqualTo(8 << 20);
        assertThat(sizes.after(999)).isEqualTo(8 << 20);
        assertThat(sizes.after(1_000)).isEqualTo(32 << 20);
    }
}
