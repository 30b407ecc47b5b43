package io.nineveh.server.mysql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/** Dates and times in the binary form of the protocol: a length, and as many fields as are not zero. */
final class BinaryTime {
    private static final int DATE = 4;
    private static final int SECONDS = 7;
    private static final int MICROSECONDS = 11;
    private static final int TIME_SECONDS = 8;
    private static final int TIME_MICROSECONDS = 12;
    private static final int HOURS_PER_DAY = 24;

    private BinaryTime() {}

    /** A date; what is sent of a time with it must be zero, and is left out. */
    static String readDate(PayloadReader payload) throws ProtocolException {
        return readDateTime(payload).substring(0, "0000-00-00".length());
    }

    /** A date with its time, and with microseconds if they were sent. */
    static String readDateTime(PayloadReader payload) throws ProtocolException {
        int length = payload.readInt1();
        if (length != 0 && length != DATE && length != SECONDS && length != MICROSECONDS) {
            throw malformed(length);
        }
        int year = length == 0 ? 0 : payload.readInt2();
        int month = length == 0 ? 0 : payload.readInt1();
        int day = length == 0 ? 0 : payload.readInt1();
        String date = "%04d-%02d-%02d".formatted(year, month, day);
        return date + " " + (length < SECONDS ? "00:00:00" : clock(payload, 0, length == MICROSECONDS));
    }

    /** A time, which may be negative and longer than a day. */
    static String readTime(PayloadReader payload) throws ProtocolException {
        int length = payload.readInt1();
        if (length == 0) {
            return "00:00:00";
        }
        if (length != TIME_SECONDS && length != TIME_MICROSECONDS) {
            throw malformed(length);
        }
        String sign = payload.readInt1() == 0 ? "" : "-";
        long days = Integer.toUnsignedLong(payload.readInt4());
        return sign + clock(payload, days * HOURS_PER_DAY, length == TIME_MICROSECONDS);
    }

    private static String clock(PayloadReader payload, long moreHours, boolean microseconds) throws ProtocolException {
        long hour = payload.readInt1() + moreHours;
        int minute = payload.readInt1();
        String seconds = "%02d:%02d:%02d".formatted(hour, minute, payload.readInt1());
        return microseconds ? seconds + ".%06d".formatted(Integer.toUnsignedLong(payload.readInt4())) : seconds;
    }

    static void write(PayloadWriter payload, LocalDate date) {
        payload.int1(DATE);
        writeDate(payload, date);
    }

    static void write(PayloadWriter payload, LocalDateTime time) {
        int microseconds = time.get(ChronoField.MICRO_OF_SECOND);
        payload.int1(microseconds == 0 ? SECONDS : MICROSECONDS);
        writeDate(payload, time.toLocalDate());
        payload.int1(time.getHour()).int1(time.getMinute()).int1(time.getSecond());
        if (microseconds != 0) {
            payload.int4(microseconds);
        }
    }

    private static void writeDate(PayloadWriter payload, LocalDate date) {
        payload.int2(date.getYear()).int1(date.getMonthValue()).int1(date.getDayOfMonth());
    }

    private static ProtocolException malformed(int length) {
        return new ProtocolException(
                ErrorCode.MALFORMED_PACKET,
                "Malformed communication packet: a time in it has %d bytes".formatted(length));
    }
}
