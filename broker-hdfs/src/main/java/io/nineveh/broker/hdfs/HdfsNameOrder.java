package io.nineveh.broker.hdfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The order in which a name node lists a directory: that of the names' UTF-8 bytes, read as signed numbers. For names in
 * ASCII it is the order of their text. Others come, after the same beginning, before all that goes on in ASCII, though as
 * texts they come after it.
 */
final class HdfsNameOrder {
    private HdfsNameOrder() {}

    /** The longest beginning of a name that is in ASCII. */
    static byte[] asciiBeginning(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) < 0x80) {
            end++;
        }
        return name.substring(0, end).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * After which name to go on listing, when only names are wanted that, as texts, come after {@code start}. Names between
     * {@code last} and the answer are not wanted, the answer itself perhaps.
     *
     * @param last the last name that was listed
     * @param start in ASCII
     */
    static byte[] next(byte[] last, byte[] start) {
        if (Arrays.compare(last, start) >= 0) {
            return last;
        }
        int same = Arrays.mismatch(last, start);
        boolean othersMayFollow = same == last.length || last[same] < 0;
        return othersMayFollow ? last : Arrays.copyOf(start, same + 1);
    }

    /** Whether all names that, as texts, come before {@code text} were listed when {@code last} was. */
    static boolean isPassed(String text, byte[] last) {
        byte[] beginning = asciiBeginning(text);
        if (beginning.length == text.length()) {
            return Arrays.compare(beginning, last) <= 0;
        }
        boolean isBelow = last.length >= beginning.length
                && Arrays.equals(beginning, 0, beginning.length, last, 0, beginning.length);
        return !isBelow && Arrays.compare(beginning, last) < 0;
    }
}
