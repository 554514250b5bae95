package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema does not list but the kernel has: its parameters, file systems and options. */
@Tag("runtime")
class RootlessKernelIT {
  private static final Path PARAMETERS = Path.of("/proc/sys");

  /** Parameters that do not take the value that they show, from anybody. */
  private static final Set<String> ODD =
      Set.of("kernel.msg_next_id", "kernel.sem_next_id", "kernel.shm_next_id");

  private static final List<String> OPTIONS =
      List.of(
          "ro",
          "rw",
          "suid",
          "nosuid",
          "dev",
          "nodev",
          "exec",
          "noexec",
          "sync",
          "async",
          "atime",
          "noatime",
          "diratime",
          "nodiratime",
          "relatime",
          "norelatime",
          "strictatime",
          "nostrictatime",
          "private",
          "shared",
          "slave",
          "unbindable",
          "rprivate",
          "rshared",
          "rslave",
          "runbindable",
          "rro",
          "rrw",
          "rsuid",
          "rnosuid",
          "rdev",
          "rnodev",
          "rexec",
          "rnoexec",
          "ratime",
          "rnoatime",
          "rdiratime",
          "rnodiratime",
          "rrelatime",
          "rnorelatime",
          "rstrictatime",
          "rnostrictatime",
          "idmap",
          "ridmap");

  private static final List<String> TMPFS_OPTIONS =
      List.of(
          "ro",
          "nosuid",
          "noatime",
          "nodiratime",
          "strictatime",
          "size=1m",
          "mode=700",
          "uid=0",
          "uid=33",
          "gid=0",
          "gid=5",
          "nr_inodes=10",
          "noswap",
          "quota",
          "usrquota",
          "grpquota",
          "huge=never",
          "mpol=default");

  @TempDir Path folder;
  private RootlessBundle bundle;
  private IdMappings mappings;

  @BeforeEach
  void bundle() throws IOException {
    mappings = IdMappings.single(TestUser.CI.uid(), TestUser.CI.uid());
    Needs.runtime("runc");
    bundle = new RootlessBundle(folder);
  }

  private static Spec plain() {
    return Presets.runc().toBuilder()
        .process(p -> p.terminal(false).args("/bin/true").env("PATH=/bin"))
        .build();
  }

  private String tried(String runtime, Spec spec) throws IOException, InterruptedException {
    RootlessBundle.Outcome outcome = bundle.run(runtime, Rootless.of(spec, mappings).spec());
    return outcome.ran() ? "" : outcome.reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void noParameterThatIsKeptIsRefused(String runtime) throws Exception {
    Needs.runtime(runtime);
    Map<String, String> values = parameters();
    Spec all = plain().toBuilder().linux(linux -> linux.sysctl(values)).build();

    Spec kept = Rootless.of(all, mappings).spec();

    assertThat(tried(runtime, all)).isEmpty();
    assertThat(kept.linux().orElseThrow().sysctl())
        .containsKeys("kernel.shmmax", "net.ipv4.ip_forward", "net.core.somaxconn")
        .doesNotContainKeys("vm.swappiness", "kernel.pid_max", "net.core.rmem_max");
  }

  /** All that can be read, with their values in the host. */
  private static Map<String, String> parameters() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(PARAMETERS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = PARAMETERS.relativize(file).toString().replace('/', '.');
        // The interfaces of the host are not those of the container.
        boolean ofInterface =
            name.matches("net\\.ipv[46]\\.(conf|neigh)\\.(?!(all|default|lo)\\.).*");
        if (!ODD.contains(name) && !ofInterface) {
          read(file).filter(value -> !value.isBlank()).ifPresent(value -> all.put(name, value));
        }
      }
    }
    return all;
  }

  /** All at once: the kernel has nothing more after the first read, however short that was. */
  private static Optional<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = new byte[8192];
      int length = in.read(text);
      return Optional.of(new String(text, 0, Math.max(0, length), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void noOptionOfABindIsRefused(String runtime) throws Exception {
    Needs.runtime(runtime);
    Map<String, String> failures = new TreeMap<>();
    for (String option : OPTIONS) {
      Spec spec =
          plain().toBuilder()
              .addMount(
                  m ->
                      m.destination("/x")
                          .type("bind")
                          .source(bundle.emptyFolder().toString())
                          .options("bind", option))
              .build();
      failures.put(option, tried(runtime, spec));
    }

    failures.values().removeIf(String::isEmpty);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void noOptionOfATmpfsIsRefused(String runtime) throws Exception {
    Needs.runtime(runtime);
    Map<String, String> failures = new TreeMap<>();
    for (String option : TMPFS_OPTIONS) {
      Spec spec =
          plain().toBuilder()
              .addMount(m -> m.destination("/x").type("tmpfs").source("tmpfs").options(option))
              .build();
      failures.put(option, tried(runtime, spec));
    }

    failures.values().removeIf(String::isEmpty);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void noFileSystemOfTheKernelIsRefused(String runtime) throws Exception {
    Needs.runtime(runtime);
    Map<String, String> failures = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/filesystems"))) {
      String type = line.substring(line.indexOf('\t') + 1).strip();
      // These two are nothing without options that say what they show.
      if (!type.matches("overlay|fuse")) {
        Spec spec =
            plain().toBuilder()
                .addMount(m -> m.destination("/x").type(type).source("none"))
                .build();
        failures.put(type, tried(runtime, spec));
      }
    }

    failures.values().removeIf(String::isEmpty);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dev", "/proc", "/run", "/sys", "/sys/fs/cgroup", "/tmp"})
  void aFolderOfTheHostThatHasMountsBelowCanBeBound(String source) throws Exception {
    Needs.runtime("crun");
    Spec spec =
        plain().toBuilder()
            .addMount(m -> m.destination("/x").type("bind").source(source).options("bind", "ro"))
            .build();

    List<String> failures = new ArrayList<>();
    for (String runtime : List.of("runc", "crun")) {
      failures.add(tried(runtime, spec));
    }

    assertThat(failures).containsOnly("");
  }

  @ParameterizedTest
  @EnumSource(Missing.class)
  void aContainerMayShareAnyNamespaceWithTheHost(Missing missing) throws Exception {
    Needs.runtime("crun");
    Spec spec = plain().toBuilder().linux(l -> l.removeNamespace(missing.type)).build();

    assertThat(tried("runc", spec)).isEmpty();
    assertThat(tried("crun", spec)).isEmpty();
  }

  /** A namespace that the container has not. */
  enum Missing {
    PID(LinuxNamespaceType.PID),
    NETWORK(LinuxNamespaceType.NETWORK),
    IPC(LinuxNamespaceType.IPC),
    UTS(LinuxNamespaceType.UTS),
    MOUNT(LinuxNamespaceType.MOUNT);

    private final LinuxNamespaceType type;

    Missing(LinuxNamespaceType type) {
      this.type = type;
    }
  }
}
