package dev.ocispec.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.LogFile;
import dev.ocispec.remote.protocol.internal.OutputDirectory;
import dev.ocispec.remote.protocol.internal.Tree;
import dev.ocispec.runtime.OutputListener;
import dev.ocispec.service.EngineBuild;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a build's command printed on a worker, and what the engine itself has to say. */
final class WorkerLogs {
  private static final long LARGEST_TREE = 1 << 20;
  private static final long TOLD = 4000;
  private static final String STDOUT = "stdout";
  private static final String STDERR = "stderr";

  private final BlobReader reader;
  private final EngineBuild build;

  WorkerLogs(BlobReader reader, EngineBuild build) {
    this.reader = reader;
    this.build = build;
  }

  /** The files that the worker's ocispec left beside its outputs, by name. */
  Map<String, Digest> files(ActionResult result) throws InterruptedException {
    Map<String, Digest> files = new TreeMap<>();
    Optional<OutputDirectory> logs = OutputFetch.find(result, BuildAction.LOGS);
    if (logs.isPresent()) {
      try {
        Tree tree = Tree.parseFrom(reader.bytes(logs.get().getTreeDigest(), LARGEST_TREE));
        tree.getRoot().getFilesList().forEach(file -> files.put(file.getName(), file.getDigest()));
      } catch (InvalidProtocolBufferException e) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED, "the engine's answer has a log that can't be decoded", e);
      }
    }
    return files;
  }

  /** Tells the listeners of both streams what came through them, piece by piece. */
  void tell(Map<String, Digest> files) throws InterruptedException {
    if (files.containsKey(STDOUT)) {
      tell(files.get(STDOUT), build.stdout());
    }
    if (files.containsKey(STDERR)) {
      tell(files.get(STDERR), build.stderr());
    }
  }

  private void tell(Digest digest, OutputListener listener) throws InterruptedException {
    reader.copy(
        digest,
        new OutputStream() {
          @Override
          public void write(int one) {
            listener.bytes(new byte[] {(byte) one});
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            listener.bytes(Arrays.copyOfRange(bytes, from, from + count));
          }
        });
  }

  /** The logs of the engine that people can read, each with its name. */
  String ofServer(ExecuteResponse response) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, LogFile> log : new TreeMap<>(response.getServerLogsMap()).entrySet()) {
      if (log.getValue().getHumanReadable() && log.getValue().getDigest().getSizeBytes() <= TOLD) {
        text.append("; ").append(log.getKey()).append(": ").append(read(log.getValue()));
      }
    }
    return text.toString();
  }

  private String read(LogFile log) throws InterruptedException {
    try {
      return reader.bytes(log.getDigest(), TOLD).toStringUtf8().strip();
    } catch (LostBlobException e) {
      return "(lost)";
    }
  }
}
