package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.service.BuildOutput;
import dev.ocispec.service.BuildPhase;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.EngineBuild;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.EngineResult;
import dev.ocispec.service.InvalidTreeManifestException;
import dev.ocispec.service.ReasonCode;
import dev.ocispec.service.TreeManifest;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What became of an action, as the result of a build. */
final class WorkerAnswer {
  /** A result with its log's end and an attestation. */
  private static final long LARGEST_RESULT = 64L << 20;

  private static final int TOLD = 2000;
  private static final int KILLED = 137;
  private static final int CANNOT_EXECUTE = 126;
  private static final int NOT_FOUND = 127;

  private final BlobReader reader;
  private final String engine;
  private final EngineBuild build;
  private final WorkerLogs logs;

  WorkerAnswer(BlobReader reader, String engine, EngineBuild build) {
    this.reader = reader;
    this.engine = engine;
    this.build = build;
    this.logs = new WorkerLogs(reader, build);
  }

  /**
   * Checks whether the action ran.
   *
   * @throws EngineException when it did not
   */
  void check(ExecuteResponse response) throws InterruptedException {
    Status status =
        Status.fromCodeValue(response.getStatus().getCode())
            .withDescription(response.getStatus().getMessage());
    if (status.isOk()) {
      return;
    }
    String more =
        (response.getMessage().isBlank() ? "" : "; " + response.getMessage().strip())
            + logs.ofServer(response);
    switch (status.getCode()) {
      case DEADLINE_EXCEEDED ->
          throw new EngineException(
              ReasonCode.TIMEOUT,
              "the engine "
                  + engine
                  + " ended the build because its time had passed: "
                  + EngineFailures.words(status)
                  + more,
              null);
      case RESOURCE_EXHAUSTED ->
          throw new EngineException(
              isMemory(status, response) ? ReasonCode.OUT_OF_MEMORY : ReasonCode.ENGINE_QUOTA,
              "a worker of the engine "
                  + engine
                  + " ran out of what the build needs: "
                  + EngineFailures.words(status)
                  + more,
              null);
      default -> {
        EngineException failure =
            EngineFailures.of(engine, "run the build", status, Optional.empty());
        throw new EngineException(failure.code(), failure.getMessage() + more, null);
      }
    }
  }

  private static boolean isMemory(Status status, ExecuteResponse response) {
    return (status.getDescription() + " " + response.getMessage())
        .matches("(?is).*(out of memory|\\boom\\b|memory).*");
  }

  /**
   * The build's result, its log told and its outputs fetched.
   *
   * @throws LostBlobException when the engine no longer has what the result names
   * @throws EngineException when the worker could not run ocispec, or the outputs can't be had
   */
  EngineResult of(ActionResult result, boolean cached) throws InterruptedException {
    ByteString printed = content(result.getStdoutRaw(), result.getStdoutDigest());
    BuildResult built = read(printed, result);
    Map<String, Digest> files = logs.files(result);
    logs.tell(files);
    build.listener().phase(BuildPhase.COLLECTING);
    if (built.isSuccess() && build.folder().isPresent()) {
      fetch(result, build.folder().get(), Optional.ofNullable(files.get(BuildAction.LEFT_OUT)));
      check(built, build.folder().get());
    }
    return new EngineResult(built, cached, built.duration());
  }

  private void fetch(ActionResult result, Path target, Optional<Digest> leftOut)
      throws InterruptedException {
    new OutputFetch(reader, engine).into(target, OutputFetch.find(result, BuildAction.OUTPUTS));
    if (leftOut.isPresent()) {
      ByteString manifest = reader.bytes(leftOut.get(), LARGEST_RESULT);
      try {
        TreeManifest.read(manifest.toByteArray()).restore(target);
      } catch (InvalidTreeManifestException e) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED, "the engine " + engine + ": " + e.getMessage(), e);
      }
    }
  }

  /** An attested output is here what it was there. */
  private void check(BuildResult built, Path target) {
    for (BuildOutput output : built.outputs()) {
      Path place = Bundle.resolve(target, output.path());
      if (output.digest().isEmpty()) {
        continue;
      }
      String found =
          Files.exists(place, LinkOption.NOFOLLOW_LINKS) ? OutputDigest.of(place) : "nothing";
      if (!found.equals(output.digest().get())) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED,
            "the engine "
                + engine
                + " did not deliver the output "
                + output.path()
                + " as the build left it: expected "
                + output.digest().get()
                + ", found "
                + found,
            null);
      }
    }
  }

  private BuildResult read(ByteString printed, ActionResult result) throws InterruptedException {
    try {
      return BuildResult.read(printed.toStringUtf8());
    } catch (IllegalArgumentException e) {
      throw noResult(result, e);
    }
  }

  private EngineException noResult(ActionResult result, IllegalArgumentException cause)
      throws InterruptedException {
    int code = result.getExitCode();
    String said = shortened(content(result.getStderrRaw(), result.getStderrDigest()));
    if (code == KILLED) {
      return new EngineException(
          ReasonCode.WORKER_KILLED,
          "a worker of the engine "
              + engine
              + " was killed before the build had a result (exit code 137), mostly a sign of too"
              + " little memory; ask for a larger worker by a platform property"
              + said,
          cause);
    }
    String advice =
        code == NOT_FOUND || code == CANNOT_EXECUTE
            ? "; has the worker's image ocispec in PATH, or where EngineOptions.command"
                + " (--engine-command) says?"
            : "";
    return new EngineException(
        ReasonCode.ENGINE_FAILED,
        "a worker of the engine "
            + engine
            + " could not run ocispec for the build: it ended with code "
            + code
            + " and no result"
            + advice
            + said,
        cause);
  }

  private static String shortened(ByteString bytes) {
    String text = bytes.toStringUtf8().strip();
    return text.isEmpty()
        ? ""
        : "; it said: "
            + (text.length() > TOLD ? "…" + text.substring(text.length() - TOLD) : text);
  }

  private ByteString content(ByteString raw, Digest digest) throws InterruptedException {
    return raw.isEmpty() && digest.getSizeBytes() > 0 ? reader.bytes(digest, LARGEST_RESULT) : raw;
  }
}
