package io.nineveh.server.mysql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A prepared statement, with the types of its parameters as they were sent last and the long data that came for them. */
final class PreparedStatement {
    private static final int UNSIGNED = 0x80;

    private final PreparedText text;
    private final int mostLongData;
    private final Map<Integer, ByteArrayOutputStream> longData = new HashMap<>();
    private Optional<SqlException> longDataFailure = Optional.empty();
    private List<Type> types = List.of();

    private record Type(int code, boolean unsigned) {}

    /** @param mostLongData bytes, of all parameters together */
    PreparedStatement(PreparedText text, int mostLongData) {
        this.text = text;
        this.mostLongData = mostLongData;
    }

    void addLongData(int parameter, byte[] part) {
        if (parameter >= text.parameters()) {
            longDataFailure = Optional.of(new SqlException(
                    ErrorCode.WRONG_ARGUMENTS,
                    "Incorrect arguments to SEND_LONG_DATA: there is no parameter %d, but %d of them"
                            .formatted(parameter, text.parameters())));
            return;
        }
        long kept = part.length;
        for (ByteArrayOutputStream other : longData.values()) {
            kept += other.size();
        }
        if (kept > mostLongData) {
            longData.clear();
            longDataFailure = Optional.of(new SqlException(
                    ErrorCode.GENERAL,
                    "Parameter of prepared statement which is set through mysql_send_long_data() is longer than"
                            + " 'max_allowed_packet' bytes"));
        } else if (longDataFailure.isEmpty()) {
            longData.computeIfAbsent(parameter, number -> new ByteArrayOutputStream(part.length))
                    .writeBytes(part);
        }
    }

    void forgetLongData() {
        longData.clear();
        longDataFailure = Optional.empty();
    }

    /** The statement with its parameters, as they are in the rest of the command and in the long data, which is forgotten. */
    String bind(PayloadReader payload) throws IOException {
        try {
            if (longDataFailure.isPresent()) {
                throw longDataFailure.get();
            }
            // The flags ask for a cursor. There is none, and no flag of a reply says that there is: all rows are sent.
            payload.skip(1);
            payload.skip(4);
            return text.with(text.parameters() == 0 ? List.of() : literals(payload));
        } finally {
            forgetLongData();
        }
    }

    private List<SqlLiteral> literals(PayloadReader payload) throws IOException {
        int count = text.parameters();
        byte[] nulls = payload.readBytes((count + 7) / 8);
        if (payload.readInt1() == 1) {
            List<Type> sent = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                sent.add(new Type(payload.readInt1(), (payload.readInt1() & UNSIGNED) != 0));
            }
            types = sent;
        }
        if (types.isEmpty()) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_PACKET, "Malformed communication packet: the parameters have no types");
        }
        List<SqlLiteral> literals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isNull = ((nulls[i / 8] >> (i % 8)) & 1) != 0;
            if (longData.containsKey(i)) {
                literals.add(SqlLiteral.text(
                        ParameterType.TEXT.decode(longData.get(i).toByteArray())));
            } else if (isNull) {
                literals.add(SqlLiteral.NULL);
            } else {
                Type type = types.get(i);
                literals.add(ParameterType.of(type.code()).read(payload, type.unsigned()));
            }
        }
        return literals;
    }
}
