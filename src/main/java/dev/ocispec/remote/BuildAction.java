package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.ocispec.remote.protocol.internal.Action;
import dev.ocispec.remote.protocol.internal.Command;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.DirectoryNode;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.Platform;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.service.EngineBuild;
import dev.ocispec.service.TreeManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build as an action: on a worker, {@code ocispec sandbox run} runs the request from files in the
 * root of the inputs.
 *
 * @param digest what the engine knows it by
 * @param blobs all that has to be in the engine's store, the action included
 * @param isCacheable whether an earlier result says anything about this build
 */
record BuildAction(Digest digest, Map<Digest, Blob> blobs, boolean isCacheable) {
  /** What the worker's ocispec prints is its result; these are what it leaves besides. */
  static final String OUTPUTS = "out";

  static final String LOGS = "log";

  /** Among the logs: what of the outputs engines do not take. */
  static final String LEFT_OUT = "outputs.json";

  private static final String REQUEST = "request.json";
  private static final String INPUTS = "inputs";
  private static final String MANIFEST = "inputs.json";

  /** So that ocispec itself can end a build that takes too long, and say so. */
  private static final long GRACE_SECONDS = 60;

  /**
   * Makes the action; every file of the inputs is read once, unless it is known from before.
   *
   * @throws dev.ocispec.bundle.InputUnavailableException when an input can't be read
   */
  static BuildAction of(EngineBuild build, WorkerSettings worker, FileDigests digests)
      throws InterruptedException {
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    Digest root = root(build.request(), digests, blobs);
    Platform platform = worker.platform(build.request().constraints().system());
    Command command =
        Command.newBuilder()
            .addAllArguments(worker.command())
            .addAllArguments(
                List.of(
                    "sandbox",
                    "run",
                    "--request",
                    REQUEST,
                    "--inputs",
                    INPUTS,
                    "--input-manifest",
                    MANIFEST,
                    "--out",
                    OUTPUTS,
                    "--log",
                    LOGS,
                    "--output-manifest",
                    LOGS + "/" + LEFT_OUT,
                    "--timeout",
                    build.timeout().toString()))
            .addAllArguments(worker.flags(build.attest()))
            .addAllEnvironmentVariables(worker.variables())
            .addAllOutputPaths(List.of(LOGS, OUTPUTS))
            .addAllOutputDirectories(List.of(LOGS, OUTPUTS))
            .setPlatform(platform)
            .build();
    boolean cacheable = isCacheable(build.request());
    Action action =
        Action.newBuilder()
            .setCommandDigest(add(Blob.of(command), blobs))
            .setInputRootDigest(root)
            .setTimeout(
                Duration.newBuilder()
                    .setSeconds(build.timeout().plusSeconds(GRACE_SECONDS).toSeconds())
                    .setNanos(build.timeout().getNano()))
            .setDoNotCache(!cacheable)
            .setPlatform(platform)
            .build();
    return new BuildAction(add(Blob.of(action), blobs), blobs, cacheable);
  }

  /** What came over a network may be different next time, unless it was promised. */
  private static boolean isCacheable(BuildRequest request) {
    boolean offline = request.constraints().network().filter(n -> n != BuildNetwork.NONE).isEmpty();
    return offline || request.isFixedOutput();
  }

  private static Digest root(BuildRequest request, FileDigests digests, Map<Digest, Blob> blobs)
      throws InterruptedException {
    TreeManifest.Builder manifest = new TreeManifest.Builder();
    Directory.Builder inputs = Directory.newBuilder();
    for (BuildInput input : byName(request.inputs())) {
      new InputTree(input.name(), digests, blobs, manifest)
          .addTo(inputs, input.source().orElseThrow());
    }
    // Where they are on this machine is nothing that a result may depend on.
    BuildRequest portable =
        request.toBuilder()
            .inputs(
                request.inputs().stream()
                    .map(input -> new BuildInput(input.name(), Optional.empty()))
                    .toList())
            .build();
    Directory root =
        Directory.newBuilder()
            .addFiles(file(MANIFEST, manifest.build().toBytes(), blobs))
            .addFiles(file(REQUEST, BuildRequestJson.toBytes(portable), blobs))
            .addDirectories(
                DirectoryNode.newBuilder()
                    .setName(INPUTS)
                    .setDigest(add(Blob.of(inputs.build()), blobs)))
            .build();
    return add(Blob.of(root), blobs);
  }

  /** By the bytes of their names, as a folder has to be. */
  private static List<BuildInput> byName(List<BuildInput> inputs) {
    return inputs.stream()
        .sorted(
            (a, b) ->
                ByteString.unsignedLexicographicalComparator()
                    .compare(ByteString.copyFromUtf8(a.name()), ByteString.copyFromUtf8(b.name())))
        .toList();
  }

  private static FileNode file(String name, byte[] bytes, Map<Digest, Blob> blobs) {
    return FileNode.newBuilder()
        .setName(name)
        .setDigest(add(Blob.of(ByteString.copyFrom(bytes)), blobs))
        .build();
  }

  private static Digest add(Blob blob, Map<Digest, Blob> blobs) {
    blobs.putIfAbsent(blob.digest(), blob);
    return blob.digest();
  }
}
