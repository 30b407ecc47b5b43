package io.nineveh.server.mysql;

/**
 * How the value of a parameter is sent, and what literal it becomes: numbers are numbers, dates and times are that, all else
 * is a text in quotes.
 */
enum ParameterType {
    NULL {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) {
            return SqlLiteral.NULL;
        }
    },
    TINY {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt1();
            return SqlLiteral.number(Integer.toString(unsigned ? value : (byte) value));
        }
    },
    SHORT {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt2();
            return SqlLiteral.number(Integer.toString(unsigned ? value : (short) value));
        }
    },
    LONG {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            int value = payload.readInt4();
            return SqlLiteral.number(unsigned ? Integer.toUnsignedString(value) : Integer.toString(value));
        }
    },
    LONGLONG {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            long value = payload.readInt8();
            return SqlLiteral.number(unsigned ? Long.toUnsignedString(value) : Long.toString(value));
        }
    },
    FLOAT {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.floating(Float.toString(Float.intBitsToFloat(payload.readInt4())));
        }
    },
    DOUBLE {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.floating(Double.toString(Double.longBitsToDouble(payload.readInt8())));
        }
    },
    DECIMAL {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.decimal(TEXT.decode(payload.readLengthEncodedBytes()));
        }
    },
    DATE {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.date(BinaryTime.readDate(payload));
        }
    },
    DATETIME {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.dateTime(BinaryTime.readDateTime(payload));
        }
    },
    TIME {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.time(BinaryTime.readTime(payload));
        }
    },
    /** VARCHAR, JSON, ENUM, SET, the blobs and the other strings. */
    TEXT {
        @Override
        SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException {
            return SqlLiteral.text(decode(payload.readLengthEncodedBytes()));
        }
    };

    /**
     * The type of a code of the protocol.
     *
     * @throws SqlException error 1210 when values of that type cannot be parameters
     */
    static ParameterType of(int protocolCode) {
        return switch (protocolCode) {
            case 1 -> TINY;
            case 2, 13 -> SHORT;
            case 3, 9 -> LONG;
            case 4 -> FLOAT;
            case 5 -> DOUBLE;
            case 6 -> NULL;
            case 7, 12 -> DATETIME;
            case 8 -> LONGLONG;
            case 0, 246 -> DECIMAL;
            case 10, 14 -> DATE;
            case 11 -> TIME;
            case 15, 245, 247, 248, 249, 250, 251, 252, 253, 254 -> TEXT;
            default ->
                throw new SqlException(
                        ErrorCode.WRONG_ARGUMENTS,
                        "Incorrect arguments to EXECUTE: type %d of the protocol cannot be a parameter; send the value as a text"
                                .formatted(protocolCode));
        };
    }

    /** Reads a value; the literal that it is. */
    abstract SqlLiteral read(PayloadReader payload, boolean unsigned) throws ProtocolException;

    /** The text of bytes, which are UTF-8 or else error 1300. */
    String decode(byte[] bytes) {
        return new PayloadReader(bytes).readRestAsText();
    }
}
