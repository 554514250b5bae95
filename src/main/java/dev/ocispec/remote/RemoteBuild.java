package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.service.BuildPhase;
import dev.ocispec.service.EngineBuild;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.EngineResult;
import dev.ocispec.service.EngineSettings;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;

/** One build on an engine, from its action to its result. */
final class RemoteBuild {
  private final Channel channel;
  private final String instance;
  private final EngineSettings settings;
  private final EngineBuild build;
  private final BuildAction action;
  private final Attempts attempts;
  private final BlobStore store;
  private final WorkerAnswer answers;
  private boolean toldRunning;

  RemoteBuild(
      EngineChannel connection,
      String instance,
      EngineLimits limits,
      Attempts attempts,
      EngineSettings settings,
      EngineBuild build,
      BuildAction action) {
    this.channel = connection.of(Sha256.text(action.digest()));
    this.instance = instance;
    this.settings = settings;
    this.build = build;
    this.action = action;
    this.attempts = attempts;
    this.store = new BlobStore(channel, instance, limits, attempts);
    BlobReader reader = new BlobReader(channel, instance, limits, attempts);
    this.answers = new WorkerAnswer(reader, attempts.engine(), build);
  }

  EngineResult run() throws InterruptedException {
    Executions executions = new Executions(channel, instance, attempts, this::running);
    boolean lookIntoCache = settings.acceptCached() && action.isCacheable();
    if (lookIntoCache) {
      Optional<ActionResult> known = executions.cached(action.digest());
      if (known.isPresent() && known.get().getExitCode() == 0) {
        try {
          return answers.of(known.get(), true);
        } catch (LostBlobException e) {
          // The cache promises what the store no longer has: as good as no result.
          lookIntoCache = false;
        }
      }
    }
    store.upload(action.blobs());
    return executed(executions, lookIntoCache);
  }

  /** Executes; what the engine has lost meanwhile is sent, or built, again. */
  private EngineResult executed(Executions executions, boolean lookIntoCache)
      throws InterruptedException {
    boolean useCache = lookIntoCache;
    for (int attempt = 1; ; attempt++) {
      try {
        ExecuteResponse response = executions.run(action.digest(), useCache);
        List<Digest> missing = FailureDetails.missing(response.getStatus().getDetailsList());
        if (!missing.isEmpty()) {
          throw new MissingBlobsException(missing, attempts.engine());
        }
        if (attempt < attempts.most() && isPassing(response)) {
          Attempts.pause(attempt, Optional.empty());
          continue;
        }
        answers.check(response);
        return answers.of(response.getResult(), response.getCachedResult());
      } catch (MissingBlobsException e) {
        giveUpAfter(attempt, e);
        store.uploadAgain(action.blobs(), e.missing());
      } catch (LostBlobException e) {
        giveUpAfter(attempt, e);
        useCache = false;
      }
      Attempts.pause(attempt, Optional.empty());
    }
  }

  /** A worker was lost, for instance; the engine asks to try again. */
  private static boolean isPassing(ExecuteResponse response) {
    Status.Code code = Status.fromCodeValue(response.getStatus().getCode()).getCode();
    return code == Status.Code.UNAVAILABLE || code == Status.Code.ABORTED;
  }

  private void giveUpAfter(int attempt, RuntimeException failure) {
    if (attempt >= attempts.most()) {
      throw new EngineException(
          ReasonCode.ENGINE_BLOBS_MISSING,
          failure.getMessage()
              + ", after "
              + attempt
              + " attempts; is its store too small, or does it drop what is in use?",
          failure);
    }
  }

  private void running() {
    if (!toldRunning) {
      toldRunning = true;
      build.listener().phase(BuildPhase.RUNNING);
    }
  }
}
