package dev.ocispec.cli;

import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.runtime.UnsupportedVerbException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What runtimes say of their features, kept in files beside the folder of builds, so that not every
 * command has to ask.
 *
 * <p>A file holds for one program as it was when it was asked, and is taken for nothing when it is
 * of another form, or may be somebody else's. It begins with a line that names form and program;
 * the answer follows, or nothing when that program has no such command.
 */
final class KeptFeatures {
  private static final String FORM = "ocispec-features-1 ";
  private static final int LONGEST = 1 << 20;

  /** The answer is made from constants; a runtime that needs longer has a fault. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Path builds;
  private final Function<OciRuntime, Features> ask;

  /** Those beside this folder. */
  KeptFeatures(Path builds) {
    this(builds, runtime -> runtime.features(o -> o.timeout(LIMIT)));
  }

  /** Those beside this folder; what is not there is asked so. */
  KeptFeatures(Path builds, Function<OciRuntime, Features> ask) {
    this.builds = builds;
    this.ask = ask;
  }

  /** The facts with a runtime's features, where they are known and not told in another way. */
  HostFacts addTo(HostFacts host, OciRuntime runtime) {
    return host.runtimeFeatures().isPresent()
        ? host
        : of(runtime)
            .map(features -> host.toBuilder().runtimeFeatures(features).build())
            .orElse(host);
  }

  /** A runtime's features; empty when they are not known, and whoever needs them is to ask. */
  Optional<Features> of(OciRuntime runtime) {
    Optional<ProgramStamp> stamp = ProgramStamp.of(runtime.executable());
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    byte[] head = (FORM + stamp.get().text() + "\n").getBytes(StandardCharsets.UTF_8);
    OwnFile file = file(stamp.get());
    Optional<byte[]> answer = file.read(LONGEST).flatMap(kept -> after(head, kept));
    if (answer.isPresent()) {
      try {
        return features(answer.get());
      } catch (UnreadableDocumentException e) {
        return asked(runtime, head, file); // It is broken, and replaced.
      }
    }
    return asked(runtime, head, file);
  }

  private OwnFile file(ProgramStamp stamp) {
    String name =
        builds.getFileName() + ".features-" + Integer.toHexString(stamp.program().hashCode());
    return new OwnFile(builds.resolveSibling(name));
  }

  private Optional<Features> asked(OciRuntime runtime, byte[] head, OwnFile file) {
    try {
      Features features = ask.apply(runtime);
      keep(file, head, Json.unchecked().toBytes(features));
      return Optional.of(features);
    } catch (UnsupportedVerbException e) {
      keep(file, head, new byte[0]);
      return Optional.empty();
    } catch (CallInterruptedException e) {
      throw e; // The command is to end, which says nothing of the runtime.
    } catch (RuntimeFailureException e) {
      return Optional.empty(); // Who needs it asks again, and tells of it.
    }
  }

  private static void keep(OwnFile file, byte[] head, byte[] answer) {
    byte[] all = Arrays.copyOf(head, head.length + answer.length);
    System.arraycopy(answer, 0, all, head.length, answer.length);
    try {
      file.write(all);
    } catch (IOException e) {
      return; // Where nothing can be kept, the next command asks.
    }
  }

  private static Optional<byte[]> after(byte[] head, byte[] kept) {
    return kept.length >= head.length && Arrays.equals(head, 0, head.length, kept, 0, head.length)
        ? Optional.of(Arrays.copyOfRange(kept, head.length, kept.length))
        : Optional.empty();
  }

  private static Optional<Features> features(byte[] answer) {
    return answer.length == 0 ? Optional.empty() : Optional.of(Json.read(answer, Features.class));
  }
}
