package dev.ocispec.sandbox;

import dev.ocispec.request.BuildConstraints;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.EnvironmentVariable;
import dev.ocispec.request.RequestText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Build requests of all shapes, with paths that often lie below each other. */
final class RequestArbitraries {
  private RequestArbitraries() {}

  /** Any request, also such that mount several things at one place. */
  static Arbitrary<BuildRequest> any() {
    Arbitrary<BuildRequest.Builder> places =
        Combinators.combine(
                paths().list().uniqueElements().ofMaxSize(4),
                paths(),
                inputs(),
                paths().list().uniqueElements().ofMaxSize(3),
                paths().optional())
            .as(
                (scratch, inputsDir, inputs, outputs, workingDir) -> {
                  BuildRequest.Builder builder =
                      BuildRequest.builder()
                          .scratchPaths(scratch)
                          .inputsDir(inputsDir)
                          .inputs(inputs)
                          .outputs(outputs);
                  workingDir.ifPresent(builder::workingDir);
                  return builder;
                });
    return Combinators.combine(
            places,
            texts().list().ofMaxSize(3),
            environment(),
            constraints(),
            Arbitraries.of(0L, 1L, 1_700_000_000L, 0xFFFF_FFFFL).optional(),
            Arbitraries.of(0, 1, 9))
        .as(
            (builder, args, environment, constraints, epoch, promises) -> {
              epoch.ifPresent(builder::normalise);
              return NetworkArbitraries.promising(
                  builder
                      .commandArgs("/bin/run")
                      .addCommandArgs(args.toArray(String[]::new))
                      .environment(environment)
                      .constraints(constraints)
                      .build(),
                  promises);
            });
  }

  /** Requests that mount nothing where something else is. */
  static Arbitrary<BuildRequest> placeable() {
    return Combinators.combine(
            any().filter(10_000, RequestArbitraries::isPlaceable),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(RequestArbitraries::withOverlays);
  }

  /** With overlays over inputs in whose sources no host of these has mounts, if {@code inputs}. */
  private static BuildRequest withOverlays(
      BuildRequest request, boolean inputs, boolean root, boolean all) {
    Set<String> overlays = new TreeSet<>();
    for (BuildInput input : request.inputs()) {
      String path = request.inputsDir().orElseThrow() + "/" + input.name();
      boolean clear =
          input.source().filter(s -> s.startsWith("/nix") || s.endsWith("src")).isPresent();
      if (inputs && clear && request.scratchPathOf(path).isEmpty()) {
        overlays.add(path);
      }
    }
    if (root && all) {
      overlays.add("/");
    }
    return request.toBuilder()
        .constraints(
            c -> {
              c.overlays(overlays);
              if (root) {
                c.rootFs(Path.of("/srv/image"));
              }
            })
        .build();
  }

  private static boolean isPlaceable(BuildRequest request) {
    List<String> places = new ArrayList<>();
    request.scratchPaths().forEach(path -> places.add("/" + path));
    request
        .inputs()
        .forEach(i -> places.add("/" + request.inputsDir().orElseThrow() + "/" + i.name()));
    BuildConstraints constraints = request.constraints();
    places.addAll(constraints.availableReadOnlyPaths());
    if (constraints.provideBinSh()) {
      places.add("/bin/sh");
    }
    if (constraints.networkAccess()) {
      for (String path : List.of("/etc/hosts", "/etc/resolv.conf", "/etc/services")) {
        if (!constraints.availableReadOnlyPaths().contains(path)) {
          places.add(path);
        }
      }
    }
    Set<String> different = new HashSet<>(places);
    return different.size() == places.size()
        && request.inputs().stream()
            .noneMatch(i -> "tmp".equals(request.inputsDir().orElseThrow() + "/" + i.name()));
  }

  private static Arbitrary<String> paths() {
    return Arbitraries.of(
            "build", "nix", "store", "tmp", "etc", "bin", "sh", "hosts", "out", "a", "b.c", "é",
            "-")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("/", parts));
  }

  private static Arbitrary<List<BuildInput>> inputs() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("store", "sh", "hosts", "a", "src", "..."),
            Arbitraries.strings().withChars("abyz01-_.+é \n").ofMinLength(3).ofMaxLength(12));
    return Combinators.combine(
            names,
            Arbitraries.of("/srv/src", "/srv/deep/below/x", "/home/u/x", "/nix/store/y", "/")
                .optional())
        .as((name, source) -> new BuildInput(name, source.map(Path::of)))
        .filter(input -> !input.name().equals("."))
        .list()
        .uniqueElements(BuildInput::name)
        .ofMaxSize(5);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aZ=\"\\$é中\ud83d\ude00 \n\t-".toCharArray())
        .ofMaxLength(8)
        .filter(text -> RequestText.unicode(text).isEmpty());
  }

  private static Arbitrary<List<EnvironmentVariable>> environment() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().withChars("ABC_é").ofMinLength(1).ofMaxLength(4)),
                Tuple.of(1, Arbitraries.of("TZ", "LANG", "LC_ALL", "LC_TIME", "LANGUAGE"))),
            texts())
        .as(EnvironmentVariable::new)
        .list()
        .uniqueElements(EnvironmentVariable::key)
        .ofMaxSize(3);
  }

  private static Arbitrary<BuildConstraints> constraints() {
    return Combinators.combine(
            Arbitraries.of(
                    "/dev/kvm",
                    "/dev/dri",
                    "/usr/lib/jvm",
                    "/etc/hosts",
                    "/etc/ssl",
                    "/opt/x",
                    "/tmp/y",
                    "/build/seen")
                .list()
                .uniqueElements()
                .ofMaxSize(3),
            NetworkArbitraries.networks(),
            Arbitraries.of(true, false),
            Arbitraries.of(0L, 1L, 1L << 20, 1L << 30),
            limits())
        .as(
            (paths, network, shell, memory, limits) ->
                BuildConstraints.builder()
                    .availableReadOnlyPaths(paths)
                    .network(network)
                    .provideBinSh(shell)
                    .minMemory(memory)
                    .limits(limits)
                    .build());
  }

  /** Limits of which some are above and some below those of the sandboxes. */
  private static Arbitrary<BuildLimits> limits() {
    return Arbitraries.of(
        BuildLimits.none(),
        BuildLimits.builder().memory(1L << 30).processes(7).cpuMillis(100).build(),
        BuildLimits.builder().memory(1L << 40).processes(100_000).openFiles(1 << 20).build(),
        BuildLimits.builder().openFiles(64).temporarySpace(8192).sharedMemory(8192).build(),
        BuildLimits.builder().disk(1 << 20).diskFiles(99).outputBytes(0).logBytes(0).build());
  }

  /** The request, asking for a system. */
  static BuildRequest on(BuildRequest request, Optional<String> system) {
    return system
        .map(name -> request.toBuilder().constraints(c -> c.system(name)).build())
        .orElse(request);
  }
}
