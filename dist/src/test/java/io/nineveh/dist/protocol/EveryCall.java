package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;

import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.thrift.TException;

/** All calls that take a path, one after the other. */
final class EveryCall {
    private EveryCall() {}

    /** The outcomes, in the order of the calls, the last of which deletes the path. */
    static Map<String, TBrokerOperationStatus> on(Wire wire, String path) throws TException {
        Map<String, TBrokerOperationStatus> outcomes = new LinkedHashMap<>();
        outcomes.put("listPath", wire.listPath(path).getOpStatus());
        outcomes.put("listPath of a glob", wire.listPath(path + "/*").getOpStatus());
        outcomes.put(
                "listLocatedFiles", wire.listLocatedFiles(wire.listing(path)).getOpStatus());
        outcomes.put("isSplittable", wire.isSplittable(path).getOpStatus());
        outcomes.put("checkPathExist", wire.checkPathExist(path).getOpStatus());
        outcomes.put("fileSize", wire.fileSize(path).getOpStatus());
        outcomes.put("openReader", wire.openReader(path, 0).getOpStatus());
        outcomes.put("openWriter", write(wire, path));
        outcomes.put("renamePath from", wire.renamePath(path, path + "-renamed"));
        outcomes.put("renamePath to", wire.renamePath(path + "-renamed", path));
        outcomes.put("deletePath", wire.deletePath(path));
        return outcomes;
    }

    /** The outcome of writing a file: the first refusal, or that of its close. */
    static TBrokerOperationStatus write(Wire wire, String path) throws TException {
        TBrokerOpenWriterResponse opened = wire.openWriter(path);
        if (opened.getOpStatus().getStatusCode() != OK) {
            return opened.getOpStatus();
        }
        TBrokerOperationStatus written = wire.pwrite(opened.getFd(), 0, ByteBuffer.wrap(new byte[10]));
        return written.getStatusCode() == OK ? wire.closeWriter(opened.getFd()) : written;
    }
}
