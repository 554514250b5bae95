package dev.ocispec.runtime;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/**
 * A runtime failed to carry out a call.
 *
 * <p>The subclass says what happened, in the same way for every runtime; {@link #call()} has the
 * details. That a container's process ended with an exit code other than 0 is no failure of the
 * runtime and is not reported by these exceptions, see {@link RunResult}.
 */
public abstract sealed class RuntimeFailureException extends OciException
    permits ArgumentsTooLongException,
        BundleRefusedException,
        CallInterruptedException,
        CommandNotExecutableException,
        CommandNotFoundException,
        ContainerExistsException,
        ContainerNotFoundException,
        ControlGroupsRefusedException,
        InvalidContainerIdException,
        PermissionDeniedException,
        PseudoTerminalMissingException,
        RuntimeCrashedException,
        RuntimeMissingException,
        RuntimeTimedOutException,
        TerminalUnsupportedException,
        UnexpectedOutputException,
        UnsupportedVerbException,
        VerbRefusedException,
        WorkFolderException,
        WorkingDirectoryException,
        WrongStatusException {
  private static final long serialVersionUID = 1L;

  private final transient CallReport call;

  RuntimeFailureException(String what, CallReport call) {
    this(what, call, null);
  }

  RuntimeFailureException(String what, CallReport call, @Nullable Throwable cause) {
    super(call.title() + ": " + what, cause);
    this.call = call;
  }

  /** {@return the call that failed: its command line, exit code, log and standard error} */
  public CallReport call() {
    return call;
  }
}
