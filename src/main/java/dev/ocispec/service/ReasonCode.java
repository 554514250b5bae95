package dev.ocispec.service;

/** Why a build did not succeed, for programs; {@link BuildResult#reason()} is for people. */
public enum ReasonCode {
  /** The command exited with a nonzero code. */
  EXIT("exit"),
  /** A signal killed the command. */
  SIGNAL("signal"),
  /** The kernel killed a process of the build because it had used all the memory that it may. */
  OUT_OF_MEMORY("out-of-memory"),
  /** The build had as many processes as it may, and could not make another. */
  PROCESS_LIMIT("process-limit"),
  /** A folder that the build writes to was full, or holds more than it may. */
  DISK_FULL("disk-full"),
  /** The command printed more than it may. */
  LOG_LIMIT("log-limit"),
  /** The outputs are larger than they may be. */
  OUTPUT_LIMIT("output-limit"),
  /** The deadline passed. */
  TIMEOUT("timeout"),
  /** It was cancelled, or the service was closed. */
  CANCELLED("cancelled"),
  /** The command exited with 0 but did not leave all outputs. */
  OUTPUT_MISSING("output-missing"),
  /** What it left as an output can't be accepted: its path is too long, or its tree too deep. */
  OUTPUT_REFUSED("output-refused"),
  /** An output is not what its promised digest says. */
  DIGEST_MISMATCH("digest-mismatch"),
  /** The command is not in the container. */
  COMMAND_NOT_FOUND("command-not-found"),
  /** It is there, but the kernel does not run it: no permission, no program, no interpreter. */
  COMMAND_NOT_EXECUTABLE("command-not-executable"),
  /** Arguments and environment are larger than the kernel accepts. */
  ARGUMENTS_TOO_LONG("arguments-too-long"),
  /** The working directory is not a directory, or can't be entered. */
  WORKING_DIRECTORY("working-directory"),
  /** The sandbox was inspected from within and does not hold, or could not be inspected. */
  SANDBOX("sandbox"),
  /** The runtime failed: it is missing, crashed, or did not make the container. */
  RUNTIME("runtime"),
  /** The host failed: no space, no permission, outputs that can't be moved. */
  HOST("host"),
  /** The engine can't be reached, the connection keeps breaking, or no answer comes in time. */
  ENGINE_UNREACHABLE("engine-unreachable"),
  /** The engine does not take the request, the credentials, or the protocol. */
  ENGINE_REFUSED("engine-refused"),
  /** The engine lost contents that it had been sent, again and again. */
  ENGINE_BLOBS_MISSING("engine-blobs-missing"),
  /** The connection broke, and the engine no longer knew what it had been doing. */
  ENGINE_STREAM_BROKEN("engine-stream-broken"),
  /** The engine has no room left: a quota, a full queue, a full store. */
  ENGINE_QUOTA("engine-quota"),
  /** The engine failed in another way, or sent what it should not have. */
  ENGINE_FAILED("engine-failed"),
  /** The worker ended ocispec before it could tell a result; mostly because memory ran out. */
  WORKER_KILLED("worker-killed");

  private final String id;

  ReasonCode(String id) {
    this.id = id;
  }

  /** {@return the name in documents, for instance {@code command-not-found}; it never changes} */
  public String id() {
    return id;
  }

  /** {@return the same as {@link #id()}} */
  @Override
  public String toString() {
    return id;
  }
}
