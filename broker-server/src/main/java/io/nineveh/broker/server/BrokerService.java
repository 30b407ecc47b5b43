package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
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
import io.nineveh.thrift.TBrokerService;

/**
 * The protocol's methods. Each hands its request to the part that knows it, and puts what comes of it into the form of
 * its response: every outcome is a status, no method throws. Holds no state.
 */
final class BrokerService implements TBrokerService.Iface {
    private final PathCalls paths;
    private final FileCalls files;
    private final WholeFileCalls wholeFiles;
    private final BrokerIdentity identity;

    BrokerService(PathCalls paths, FileCalls files, WholeFileCalls wholeFiles, BrokerIdentity identity) {
        this.paths = paths;
        this.files = files;
        this.wholeFiles = wholeFiles;
        this.identity = identity;
    }

    @Override
    public TBrokerListResponse listPath(TBrokerListPathRequest request) {
        return Outcome.of("listPath", request, paths::listPath, TBrokerListResponse::new);
    }

    @Override
    public TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) {
        return Outcome.of("listLocatedFiles", request, paths::listLocatedFiles, TBrokerListResponse::new);
    }

    @Override
    public TBrokerIsSplittableResponse isSplittable(TBrokerIsSplittableRequest request) {
        return Outcome.of(
                "isSplittable",
                request,
                paths::isSplittable,
                status -> new TBrokerIsSplittableResponse().setOpStatus(status));
    }

    @Override
    public TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) {
        return Outcome.status("deletePath", request, paths::deletePath);
    }

    @Override
    public TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) {
        return Outcome.status("renamePath", request, paths::renamePath);
    }

    @Override
    public TBrokerCheckPathExistResponse checkPathExist(TBrokerCheckPathExistRequest request) {
        return Outcome.of(
                "checkPathExist",
                request,
                paths::checkPathExist,
                status -> new TBrokerCheckPathExistResponse(status, false));
    }

    @Override
    public TBrokerFileSizeResponse fileSize(TBrokerFileSizeRequest request) {
        return Outcome.of("fileSize", request, paths::fileSize, TBrokerFileSizeResponse::new);
    }

    @Override
    public TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) {
        return Outcome.of("openReader", request, files::openReader, TBrokerOpenReaderResponse::new);
    }

    @Override
    public TBrokerReadResponse pread(TBrokerPReadRequest request) {
        return Outcome.of("pread", request, files::pread, FileCalls::failedRead);
    }

    @Override
    public TBrokerOperationStatus seek(TBrokerSeekRequest request) {
        return Outcome.status("seek", request, seek -> {
            throw new StorageException(
                    Kind.NOT_SUPPORTED, StorageException.Retry.IS_USELESS, "seek is not supported; use pread", null);
        });
    }

    @Override
    public TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) {
        return Outcome.status("closeReader", request, files::closeReader);
    }

    @Override
    public TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) {
        return Outcome.of("openWriter", request, files::openWriter, TBrokerOpenWriterResponse::new);
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) {
        return Outcome.status("pwrite", request, files::pwrite);
    }

    @Override
    public TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) {
        return Outcome.status("closeWriter", request, files::closeWriter);
    }

    @Override
    public TBrokerOperationStatus ping(TBrokerPingBrokerRequest request) {
        return Outcome.status("ping", request, files::ping);
    }

    @Override
    public TBrokerDescribeResponse describeBroker(TBrokerDescribeRequest request) {
        return Outcome.of(
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
        return Outcome.status("putFile", request, wholeFiles::putFile);
    }

    @Override
    public TBrokerReadResponse getFile(TBrokerGetFileRequest request) {
        return Outcome.of("getFile", request, wholeFiles::getFile, FileCalls::failedRead);
    }

    @Override
    public TBrokerOperationStatus abortWriter(TBrokerAbortWriterRequest request) {
        return Outcome.status("abortWriter", request, files::abortWriter);
    }
}
