package dev.ocispec.cli;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.bundle.BundleException;
import dev.ocispec.bundle.InputUnavailableException;
import dev.ocispec.cdi.CdiDeviceNotFoundException;
import dev.ocispec.cdi.CdiException;
import dev.ocispec.cdi.CdiInjectionException;
import dev.ocispec.cdi.CdiNameException;
import dev.ocispec.fixtures.CorpusAccessException;
import dev.ocispec.fixtures.CorpusExistsException;
import dev.ocispec.fixtures.MatrixFormatException;
import dev.ocispec.fixtures.NoSuchCaseException;
import dev.ocispec.fixtures.ReplayFolderException;
import dev.ocispec.fixtures.ReplayInterruptedException;
import dev.ocispec.fixtures.ReportTakenException;
import dev.ocispec.fixtures.RuntimeUnusableException;
import dev.ocispec.fixtures.UnsoundCaseException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.image.ImageLayoutException;
import dev.ocispec.image.ImageNotFoundException;
import dev.ocispec.image.ImageUserException;
import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.remote.RemoteLibraryMissingException;
import dev.ocispec.remote.RunnerException;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.request.InvalidBuildRequestException;
import dev.ocispec.runtime.ContainerNotFoundException;
import dev.ocispec.runtime.InvalidContainerIdException;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.sandbox.UnsupportedBuildException;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.InvalidTreeManifestException;
import dev.ocispec.service.OutputExistsException;
import dev.ocispec.service.ServiceAddressException;
import dev.ocispec.validation.SchemaFolderException;

/** The exit codes of all commands. */
final class ExitCode {
  /** Success. */
  static final int OK = 0;

  /** A negative result: a document is invalid, a build failed, there is no such container. */
  static final int NO = 1;

  /** Usage error, including an invalid build request. */
  static final int USAGE = 2;

  /** Input can't be opened, exceeds a limit or can't be parsed; or output can't be written. */
  static final int INPUT = 3;

  /** A runtime or the host failed. */
  static final int HOST = 4;

  /** An internal error in ocispec. */
  static final int DEFECT = 5;

  private ExitCode() {}

  /** The code for an exception that a command did not handle itself. */
  static int of(Throwable error) {
    if (error instanceof UsageException
        || error instanceof InvalidBuildRequestException
        || error instanceof OutputExistsException
        || error instanceof CorpusExistsException
        || error instanceof ReportTakenException
        || error instanceof NoSuchCaseException
        || error instanceof ImageNotFoundException
        || error instanceof InvalidTreeManifestException
        || error instanceof ServiceAddressException) {
      return USAGE;
    }
    if (error instanceof BundleException failure) {
      return of(failure);
    }
    if (error instanceof CdiException failure) {
      return of(failure);
    }
    if (error instanceof ReplayInterruptedException || error instanceof ImageUserException) {
      return NO;
    }
    if (error instanceof HostCommandException
        || error instanceof EngineException
        || error instanceof RemoteLibraryMissingException
        || error instanceof RunnerException
        || error instanceof RuntimeUnusableException
        || error instanceof ReplayFolderException) {
      return HOST;
    }
    if (error instanceof UnsupportedBuildException unsupported) {
      return unsupported.isRequestAtFault() ? USAGE : HOST;
    }
    if (error instanceof RuntimeFailureException failure) {
      return of(failure);
    }
    if (error instanceof UnreadableDocumentException
        || error instanceof DocumentAccessException
        || error instanceof OutputException
        || error instanceof ImageLayoutException
        || error instanceof CorpusAccessException
        || error instanceof UnsoundCaseException
        || error instanceof MatrixFormatException
        || error instanceof OutOfMemoryError
        || error instanceof SchemaFolderException) {
      return INPUT;
    }
    return error instanceof InvalidDocumentException ? NO : DEFECT;
  }

  private static int of(CdiException failure) {
    if (failure instanceof CdiNameException) {
      return USAGE;
    }
    if (failure instanceof CdiDeviceNotFoundException) {
      return NO;
    }
    return failure instanceof CdiInjectionException ? HOST : INPUT;
  }

  private static int of(BundleException failure) {
    if (failure instanceof InputUnavailableException) {
      return INPUT;
    }
    return failure instanceof BundleAccessException ? HOST : USAGE;
  }

  private static int of(RuntimeFailureException failure) {
    if (failure instanceof InvalidContainerIdException) {
      return USAGE;
    }
    return failure instanceof ContainerNotFoundException ? NO : HOST;
  }
}
