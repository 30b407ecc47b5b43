package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
import io.nineveh.broker.server.edge.Service;
import io.nineveh.thrift.TBrokerAbortWriterRequest;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCheckPathExistResponse;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerDescribeRequest;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerFileSizeRequest;
import io.nineveh.thrift.TBrokerFileSizeResponse;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerIsSplittableRequest;
import io.nineveh.thrift.TBrokerIsSplittableResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerSeekRequest;

/**
 * The protocol's methods. Each hands its request to the part that knows it, and puts what comes of it into the form of
 * its response: every outcome is a status, no method throws. Holds no state.
 */
final class BrokerService implements Service {
    private final Calls calls;
    private final PathCalls paths;
    private final FileCalls files;
    private final WholeFileCalls wholeFiles;
    private final BrokerIdentity identity;

    BrokerService(Calls calls, PathCalls paths, FileCalls files, WholeFileCalls wholeFiles, BrokerIdentity identity) {
        this.calls = calls;
        this.paths = paths;
        this.files = files;
        this.wholeFiles = wholeFiles;
        this.identity = identity;
    }

    @Override
    public TBrokerListResponse listPath(TBrokerListPathRequest request) {
        return calls.of("listPath", request, paths::listPath, TBrokerListResponse::new);
    }

    @Override
    public TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) {
        return calls.of("listLocatedFiles", request, paths::listLocatedFiles, TBrokerListResponse::new);
    }

    @Override
    public TBrokerIsSplittableResponse isSplittable(TBrokerIsSplittableRequest request) {
        return calls.of(
                "isSplittable",
                request,
                paths::isSplittable,
                status -> new TBrokerIsSplittableResponse().setOpStatus(status));
    }

    @Override
    public TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) {
        return calls.status("deletePath", request, paths::deletePath);
    }

    @Override
    public TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) {
        return calls.status("renamePath", request, paths::renamePath);
    }

    @Override
    public TBrokerCheckPathExistResponse checkPathExist(TBrokerCheckPathExistRequest request) {
        return calls.of(
                "checkPathExist",
                request,
                paths::checkPathExist,
                status -> new TBrokerCheckPathExistResponse(status, false));
    }

    @Override
    public TBrokerFileSizeResponse fileSize(TBrokerFileSizeRequest request) {
        return calls.of("fileSize", request, paths::fileSize, TBrokerFileSizeResponse::new);
    }

    @Override
    public TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) {
        return calls.of("openReader", request, files::openReader, TBrokerOpenReaderResponse::new);
    }

    @Override
    public TBrokerReadResponse pread(TBrokerPReadRequest request) {
        return calls.of("pread", request, files::pread, FileCalls::noData);
    }

    @Override
    public TBrokerOperationStatus seek(TBrokerSeekRequest request) {
        return calls.status("seek", request, seek -> {
            throw new StorageException(
                    Kind.NOT_SUPPORTED, StorageException.Retry.IS_USELESS, "seek is not supported; use pread", null);
        });
    }

    @Override
    public TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) {
        return calls.status("closeReader", request, files::closeReader);
    }

    @Override
    public TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) {
        return calls.of("openWriter", request, files::openWriter, TBrokerOpenWriterResponse::new);
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) {
        return calls.status("pwrite", request, files::pwrite);
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request, Incoming data) throws ConnectionEnded {
        return calls.status("pwrite", request, head -> files.pwrite(head, data));
    }

    @Override
    public TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) {
        return calls.status("closeWriter", request, files::closeWriter);
    }

    @Override
    public TBrokerOperationStatus ping(TBrokerPingBrokerRequest request) {
        return calls.status("ping", request, files::ping);
    }

    @Override
    public TBrokerDescribeResponse describeBroker(TBrokerDescribeRequest request) {
        return calls.of(
                "describeBroker",
                request,
                describe -> {
                    required(describe.version, "version");
                    return identity.describe();
                },
                TBrokerDescribeResponse::new);
    }

    @Override
    public TBrokerOperationStatus putFile(TBrokerPutFileRequest request) {
        return calls.status("putFile", request, wholeFiles::putFile);
    }

    @Override
    public TBrokerReadResponse getFile(TBrokerGetFileRequest request) {
        return calls.of("getFile", request, wholeFiles::getFile, FileCalls::noData);
    }

    @Override
    public TBrokerOperationStatus abortWriter(TBrokerAbortWriterRequest request) {
        return calls.status("abortWriter", request, files::abortWriter);
    }

    @Override
    public BrokerService refusing(StorageException why) {
        return new BrokerService(calls.refusing(why), paths, files, wholeFiles, identity);
    }
}
