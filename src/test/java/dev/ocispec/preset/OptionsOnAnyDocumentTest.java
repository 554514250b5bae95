package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.Level;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceType;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option does what it says on documents of every origin, and the result is valid. */
@Tag("unit")
@ParameterizedClass
@MethodSource("origins")
class OptionsOnAnyDocumentTest {
  private static final IdMappings MAPPINGS =
      new IdMappings(
          List.of(IdMappings.mapping(0, 100_000, 65_536)),
          List.of(IdMappings.mapping(0, 200_000, 65_536)));
  private static final Capability TIME = Capability.CAP_SYS_TIME;

  @Parameter Origin origin;
  @TempDir Path rootfs;

  /** A document, by who wrote it. */
  record Origin(String name, Spec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Origin> origins() {
    Spec bare =
        Spec.builder()
            .ociVersion("1.2.0")
            .root(root -> root.path("rootfs"))
            .process(process -> process.cwd("/").args("sh"))
            .build();
    return List.of(
        new Origin("docker", Presets.docker("28").id("0123456789abcdef").build()),
        new Origin("podman", Presets.podman("5").id("0123456789abcdef").build()),
        new Origin("ctr", Presets.containerd("2").id("c").build()),
        new Origin("cri", Presets.cri("2").id("c").build()),
        new Origin("buildah", Presets.buildah("1.43").id("c").build()),
        new Origin("runc", Presets.runc()),
        new Origin("rootless runc", Presets.runcRootless(1000, 1000)),
        new Origin("nobody", bare));
  }

  private Spec with(ContainerOption... options) {
    Spec spec = ContainerOption.apply(origin.spec(), options);
    assertThat(Validator.standard().validate(spec).findings())
        .filteredOn(finding -> finding.level() == Level.MUST)
        .isEmpty();
    return spec;
  }

  private ContainerProcess process(ContainerOption... options) {
    return with(options).process().orElseThrow();
  }

  private Linux linux(ContainerOption... options) {
    return with(options).linux().orElseThrow();
  }

  private LinuxCapabilities capabilities(ContainerOption... options) {
    return process(options).capabilities().orElseThrow();
  }

  private Mount mount(String place, ContainerOption... options) {
    List<Mount> there =
        with(options).mounts().stream().filter(one -> one.destination().equals(place)).toList();
    assertThat(there).hasSize(1);
    return there.get(0);
  }

  private static List<List<Capability>> sets(LinuxCapabilities sets) {
    return List.of(
        sets.bounding(), sets.effective(), sets.permitted(), sets.inheritable(), sets.ambient());
  }

  @Test
  void privileged() {
    Spec spec = with(SecurityOptions.privileged());

    LinuxCapabilities sets = spec.process().orElseThrow().capabilities().orElseThrow();
    assertThat(sets(sets).subList(0, 3))
        .allSatisfy(set -> assertThat(set).containsExactlyInAnyOrderElementsOf(Capability.known()));
    Linux linux = spec.linux().orElseThrow();
    assertThat(linux.maskedPaths()).isEmpty();
    assertThat(linux.readonlyPaths()).isEmpty();
    assertThat(linux.seccomp()).isEmpty();
    assertThat(linux.resources().orElseThrow().devices())
        .last()
        .satisfies(rule -> assertThat(rule.access()).contains("rwm"));
    assertThat(spec.mounts())
        .filteredOn(mount -> mount.type().orElse("").matches("sysfs|cgroup2?"))
        .noneMatch(mount -> mount.options().contains("ro"));
  }

  @Test
  void addedCapabilitiesAreInThreeSetsAmbientOnesInAllAndDroppedOnesInNone() {
    LinuxCapabilities added = capabilities(SecurityOptions.addCapabilities(TIME));
    assertThat(sets(added).subList(0, 3)).allMatch(set -> set.contains(TIME));
    assertThat(sets(added).subList(3, 5)).noneMatch(set -> set.contains(TIME));

    ContainerOption ambient = SecurityOptions.addAmbientCapabilities(TIME);
    assertThat(sets(capabilities(ambient))).allMatch(set -> set.contains(TIME));
    assertThat(sets(capabilities(ambient, SecurityOptions.dropCapabilities(TIME))))
        .noneMatch(set -> set.contains(TIME));
    assertThat(sets(capabilities(ambient, SecurityOptions.dropAllCapabilities())))
        .allMatch(List::isEmpty);
    assertThat(sets(capabilities(SecurityOptions.addAllCapabilities())).subList(0, 3))
        .allMatch(set -> set.containsAll(Capability.known()));
  }

  @Test
  void theRootCanBeReadOnlyAndPrivilegesFixed() {
    assertThat(with(SecurityOptions.readonlyRoot(true)).root().orElseThrow().readonly())
        .contains(true);
    assertThat(with(SecurityOptions.readonlyRoot(false)).root().orElseThrow().readonly())
        .contains(false);
    assertThat(process(SecurityOptions.noNewPrivileges(true)).noNewPrivileges()).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pid", "network", "ipc", "uts", "cgroup", "user"})
  void namespacesAreTheHostsOwnOrJoined(String name) {
    LinuxNamespaceType type = LinuxNamespaceType.of(name);

    Spec shared = with(NamespaceOptions.host(type));
    assertThat(shared.linux().orElseThrow().namespaces())
        .extracting(LinuxNamespace::type)
        .doesNotContain(type);
    assertThat(ContainerOption.apply(shared, NamespaceOptions.own(type)).linux().orElseThrow())
        .satisfies(
            linux ->
                assertThat(linux.namespaces())
                    .extracting(LinuxNamespace::type)
                    .containsOnlyOnce(type));
    assertThat(linux(NamespaceOptions.joined(type, "/proc/1/ns/" + name)).namespaces())
        .filteredOn(namespace -> namespace.type().equals(type))
        .singleElement()
        .satisfies(namespace -> assertThat(namespace.path()).contains("/proc/1/ns/" + name));
  }

  @Test
  void idsAreMapped() {
    Linux linux = linux(NamespaceOptions.mapped(MAPPINGS));

    assertThat(linux.uidMappings()).isEqualTo(MAPPINGS.uids());
    assertThat(linux.gidMappings()).isEqualTo(MAPPINGS.gids());
    assertThat(linux.namespaces())
        .extracting(LinuxNamespace::type)
        .containsOnlyOnce(LinuxNamespaceType.USER);
  }

  @Test
  void devicesComeWithTheirRules() {
    LinuxDevice fuse =
        LinuxDevice.builder()
            .path("/dev/fuse")
            .type(LinuxDeviceType.C)
            .major(10)
            .minor(229)
            .build();
    Linux linux = linux(DeviceOptions.device(fuse, "rw"), DeviceOptions.rule("c 10:* rwm"));

    assertThat(linux.devices()).containsOnlyOnce(fuse);
    assertThat(linux.resources().orElseThrow().devices())
        .extracting(rule -> rule.at("").value().orElseThrow().toString())
        .endsWith(
            "{\"access\":\"rw\",\"allow\":true,\"major\":10,\"minor\":229,\"type\":\"c\"}",
            "{\"access\":\"rwm\",\"allow\":true,\"major\":10,\"minor\":-1,\"type\":\"c\"}");
  }

  @Test
  void limitsOfTheControlGroupAndOfProcesses() {
    Spec spec =
        with(
            ResourceOptions.memory(1 << 26),
            ResourceOptions.cpus(0.5),
            ResourceOptions.pids(50),
            ResourceOptions.resources(r -> r.cpu(cpu -> cpu.cpus("0").shares(512))),
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_CORE, -1, -1),
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 10, 20),
            ResourceOptions.oomScoreAdj(500),
            ResourceOptions.sysctl("kernel.msgmax", "65536"),
            ResourceOptions.cgroupsPath("/a/b"));

    assertThat(spec.at("/linux/resources/memory/limit").asLong()).hasValue(1 << 26);
    assertThat(spec.at("/linux/resources/cpu/quota").asLong()).hasValue(50_000);
    assertThat(spec.at("/linux/resources/cpu/period").asLong()).hasValue(100_000);
    assertThat(spec.at("/linux/resources/cpu/shares").asLong()).hasValue(512);
    assertThat(spec.at("/linux/resources/pids/limit").asLong()).hasValue(50);
    assertThat(spec.at("/process/oomScoreAdj").asLong()).hasValue(500);
    assertThat(spec.process().orElseThrow().rlimits())
        .filteredOn(limit -> limit.type().equals(PosixRlimitType.RLIMIT_CORE))
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.soft()).isEqualTo(Unsigned64.MAX);
              assertThat(limit.hard()).isEqualTo(Unsigned64.MAX);
            });
    assertThat(spec.process().orElseThrow().rlimits())
        .filteredOn(limit -> limit.type().equals(PosixRlimitType.RLIMIT_NOFILE))
        .singleElement()
        .satisfies(limit -> assertThat(limit.hard()).isEqualTo(Unsigned64.of(20)));
    Linux linux = spec.linux().orElseThrow();
    assertThat(linux.sysctl()).containsEntry("kernel.msgmax", "65536");
    assertThat(linux.cgroupsPath()).contains("/a/b");
  }

  @Test
  void aFileSystemInMemoryAndItsSize() {
    assertThat(mount("/t", TmpfsMount.at("/t").options("size=4k", "exec")).options())
        .containsExactly("nosuid", "nodev", "size=4k", "exec");
    assertThat(mount("/t", TmpfsMount.at("/t"), TmpfsMount.at("/t")).type()).contains("tmpfs");
  }

  @ParameterizedTest
  @EnumSource(MountPropagation.class)
  void bindMountsPropagate(MountPropagation propagation) {
    assertThat(mount("/d", BindMount.of("/s", "/d").propagation(propagation)).options())
        .containsExactly("rbind", propagation.option());
  }

  @Test
  void bindMountsAreReadOnlyAndTranslateOwners() {
    BindMount bind = BindMount.of("/s", "/d");

    assertThat(mount("/d", bind.readOnly()).options()).containsExactly("rbind", "ro", "rprivate");
    assertThat(mount("/d", bind.recursiveReadOnly()).options()).contains("rro");
    assertThat(mount("/d", bind.idMapped(MAPPINGS)))
        .satisfies(
            mount -> {
              assertThat(mount.options()).endsWith("idmap");
              assertThat(mount.uidMappings()).isEqualTo(MAPPINGS.uids());
              assertThat(mount.gidMappings()).isEqualTo(MAPPINGS.gids());
            });
    assertThat(mount("/d", bind.recursiveIdMapped(MAPPINGS)).options()).endsWith("ridmap");
    ContainerOption mapped = NamespaceOptions.mapped(MAPPINGS);
    assertThat(mount("/d", mapped, bind.idMapped()).uidMappings()).isEmpty();
    assertThat(mount("/d", mapped, bind.recursiveIdMapped()).options()).endsWith("ridmap");
  }

  @Test
  void masksAreOffOrNamed() {
    Linux open = linux(SecurityOptions.unmasked());
    assertThat(open.maskedPaths()).isEmpty();
    assertThat(open.readonlyPaths()).isEmpty();

    Linux named =
        linux(SecurityOptions.maskedPaths("/proc/kcore"), SecurityOptions.readonlyPaths("/sys"));
    assertThat(named.maskedPaths()).containsExactly("/proc/kcore");
    assertThat(named.readonlyPaths()).containsExactly("/sys");
  }

  @Test
  void filtersProfilesAndLabelsAreOffOrNamed() {
    LinuxSeccomp filter =
        LinuxSeccomp.builder().defaultAction(LinuxSeccompAction.SCMP_ACT_LOG).build();
    assertThat(linux(SecurityOptions.seccomp(filter)).seccomp()).contains(filter);
    assertThat(linux(SecurityOptions.seccomp(filter), SecurityOptions.seccompUnconfined()))
        .satisfies(linux -> assertThat(linux.seccomp()).isEmpty());

    ContainerOption profile = SecurityOptions.appArmor("own");
    assertThat(process(profile).apparmorProfile()).contains("own");
    assertThat(process(profile, SecurityOptions.appArmorUnconfined()).apparmorProfile()).isEmpty();

    ContainerOption labels = SecurityOptions.seLinux("u:r:p_t:s0", "u:r:f_t:s0");
    assertThat(process(labels).selinuxLabel()).contains("u:r:p_t:s0");
    assertThat(linux(labels).mountLabel()).contains("u:r:f_t:s0");
    assertThat(linux(labels, SecurityOptions.seLinuxDisabled()).mountLabel()).isEmpty();
  }

  @Test
  void aUserAndGroupsByNameAreLookedUpWithoutLeavingTheRootFilesystem() throws IOException {
    Path outside = Files.createTempDirectory(rootfs, "outside");
    Path root = Files.createDirectories(rootfs.resolve("root"));
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(outside.resolve("passwd"), "ann:x:0:0::/:/bin/sh\n");
    Files.writeString(root.resolve("accounts"), "ann:x:1000:100::/:/bin/sh\n");
    // Absolute links mean the root filesystem's own files.
    Files.createSymbolicLink(etc.resolve("passwd"), Path.of("/accounts"));
    Files.writeString(etc.resolve("group"), "wheel:x:10:ann\nvideo:x:44:\n");

    assertThat(
            process(ProgramOptions.user("ann", root), ProgramOptions.addGroups(root, "video", "7"))
                .user()
                .orElseThrow())
        .satisfies(
            user -> {
              assertThat(user.uid()).hasValue(1000);
              assertThat(user.gid()).hasValue(100);
              assertThat(user.additionalGids()).containsExactly(10L, 44L, 7L);
            });
  }

  @Test
  void programsHaveVariablesAFolderAZoneATerminalAndAnInit() {
    ContainerProcess process =
        process(
            ProgramOptions.env("A", "b"),
            ProgramOptions.workingDirectory("/tmp"),
            ProgramOptions.timeZone("UTC"),
            ProgramOptions.terminal(),
            ProgramOptions.consoleSize(80, 25),
            ProgramOptions.init("/usr/bin/catatonit", "/run/init"));

    assertThat(process.env()).contains("A=b", "TZ=UTC");
    assertThat(process.cwd()).isEqualTo("/tmp");
    assertThat(process.terminal()).contains(true);
    assertThat(process.consoleSize().orElseThrow().width()).isEqualTo(Unsigned64.of(80));
    assertThat(process.consoleSize().orElseThrow().height()).isEqualTo(Unsigned64.of(25));
    assertThat(process.args()).startsWith("/run/init", "--");
    assertThat(mount("/etc/localtime", ProgramOptions.timeZone("UTC")).options()).contains("ro");
  }
}
