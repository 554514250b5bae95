package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.sandbox.InPlaceInvariant.Case;
import dev.ocispec.spec.LinuxResources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds of every command in place, on every host. */
@Tag("property")
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class InPlaceProperties {
  @Property
  void everyPromiseIsKept(
      @ForAll("commands") InPlaceCommand command, @ForAll("hosts") HostFacts host) {
    Case any = Case.of(command, host);
    for (InPlaceInvariant invariant : InPlaceInvariant.values()) {
      assertThat(invariant.violations(any)).as(invariant.name()).isEmpty();
    }
  }

  @Property
  void theSameGoesInAndTheSameComesOut(
      @ForAll("commands") InPlaceCommand command, @ForAll("hosts") HostFacts host) {
    assertThat(Sandbox.standard().plan(command.toBuilder().build(), host))
        .isEqualTo(Sandbox.standard().plan(command, host));
  }

  @Property
  void limitsOfTheSandboxAreThoseOfTheCommand(
      @ForAll("commands") InPlaceCommand command,
      @ForAll @IntRange(min = 1, max = 4096) int mebibytes,
      @ForAll @IntRange(min = 1, max = 9999) int processes) {
    SandboxLimits limits =
        SandboxLimits.DEFAULT
            .withMemory((long) mebibytes << 20)
            .withTemporarySpace((long) mebibytes << 20)
            .withProcesses(processes)
            .withLogBytes(mebibytes);
    SandboxPlan plan = Sandbox.standard().limits(limits).plan(command, Examples.root().build());

    assertThat(plan.limits()).isEqualTo(limits);
    LinuxResources resources = plan.spec().linux().orElseThrow().resources().orElseThrow();
    assertThat(resources.memory().orElseThrow().limit()).hasValue((long) mebibytes << 20);
    assertThat(resources.pids().orElseThrow().limit()).isEqualTo(processes);
    assertThat(plan.spec().mounts())
        .filteredOn(mount -> mount.destination().equals("/tmp"))
        .singleElement()
        .satisfies(tmp -> assertThat(tmp.options()).contains("size=" + ((long) mebibytes << 20)));
  }

  @Example
  void aFolderOnAReadOnlyFileSystemIsRefused() {
    HostFacts host = Examples.user().putMountFlag("/home/u", Set.of("ro", "nosuid")).build();
    assertThatThrownBy(() -> Sandbox.standard().plan(InPlaceFaultsTest.COMMAND, host))
        .isInstanceOf(UnsupportedBuildException.class)
        .hasMessageContaining(
            "/home/u/work is on a file system that is mounted read-only; mount it writable, or"
                + " choose another folder [sandbox-place]");
  }

  @Example
  void theKernelsPlacesAreRefused() {
    for (String place : Set.of("/proc/x", "/sys", "/dev/x")) {
      InPlaceCommand command = InPlaceFaultsTest.COMMAND.toBuilder().place(place).build();
      assertThatThrownBy(() -> Sandbox.standard().plan(command, Examples.user().build()))
          .isInstanceOf(UnsupportedBuildException.class)
          .hasMessageContaining(place + " is in ");
    }
    InPlaceCommand root = InPlaceFaultsTest.COMMAND.toBuilder().place("/").build();
    assertThatThrownBy(() -> Sandbox.standard().plan(root, Examples.user().build()))
        .hasMessageContaining("/ is the container's own root; name folders below it");
  }

  @Example
  void whatIsNoCommandIsRefused() {
    InPlaceCommand.Builder builder = InPlaceCommand.builder().folder(Path.of("/srv"));
    assertThatThrownBy(builder::build).hasMessage("expected a program to run, found none");
    assertThatThrownBy(() -> builder.addArgs("true").place("work").build())
        .hasMessage("expected an absolute path without . and .., found \"work\"");
    assertThatThrownBy(() -> builder.place("/a/../b").build())
        .hasMessage("expected an absolute path without . and .., found \"/a/../b\"");
    assertThatThrownBy(() -> builder.place("/a").addEnvironment("HOME").build())
        .hasMessage("expected KEY=value, found \"HOME\"");
  }

  @Provide
  Arbitrary<InPlaceCommand> commands() {
    Arbitrary<Path> writable =
        Arbitraries.of("/var/cache/a", "/var/cache/b", "/tmp", "/dev/shm", "/home/x").map(Path::of);
    Arbitrary<HostBind> shown =
        Combinators.combine(
                Arbitraries.of("/usr", "/srv/deep", "/opt", "/home/x").map(Path::of),
                Arbitraries.of(
                    "/usr",
                    "/usr/local/share",
                    "/t",
                    "/t/deep/er",
                    InPlaceCommand.DEFAULT_PLACE + "/in"))
            .as(HostBind::new);
    return Combinators.combine(
            Arbitraries.of("/home/u/w", "/data/w", "/var/tmp/a b").map(Path::of),
            Arbitraries.of("/work", "/home/u/w", "/t/w"),
            Arbitraries.of("A=1", "PATH=/bin", "X=", "U=\u00e4").list().ofMaxSize(4),
            shown.set().ofMaxSize(4),
            writable.set().ofMaxSize(3),
            Arbitraries.of("/var/empty", "/t/tmp", "/tmp").set().ofMaxSize(2),
            Arbitraries.of(BuildNetwork.class))
        .as(
            (folder, place, environment, binds, more, memory, network) ->
                InPlaceCommand.builder()
                    .folder(folder)
                    .place(place)
                    .addArgs("make")
                    .environment(environment)
                    .shown(binds)
                    .writable(more)
                    .temporary(memory)
                    .network(network)
                    .build());
  }

  @Provide
  Arbitrary<HostFacts> hosts() {
    return Arbitraries.of(HostArbitraries.Caller.values())
        .flatMap(HostArbitraries::of)
        .map(
            host -> {
              Map<String, Set<String>> flags = new TreeMap<>();
              host.mountFlags()
                  .forEach(
                      (path, all) -> {
                        Set<String> writable = new TreeSet<>(all);
                        writable.remove("ro");
                        flags.put(path, writable);
                      });
              return host.toBuilder()
                  .mountFlags(flags)
                  .networkTools(NetworkArbitraries.ALL_TOOLS)
                  .build();
            });
  }
}
