package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a setting that an ordinary user can't have, and what is said of it. */
@Tag("unit")
class RootlessTest {
  private static final IdMappings SINGLE = IdMappings.single(1001, 1001);

  /** A container that an ordinary user can have, with one more setting. */
  private static Spec with(String pointer, String json) {
    return Presets.rootless(Presets.runc(), SINGLE).toBuilder()
        .set(pointer, JsonValues.read(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT))
        .build();
  }

  private static List<String> told(Spec spec) {
    return Rootless.of(spec, SINGLE).changes().stream().map(RootlessChange::toLine).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/process/oomScoreAdj | -1 | /process/oomScoreAdj: left out: an ordinary user can't make"
            + " the kernel spare a process, so it keeps the caller's score",
        "/process/scheduler | {\"policy\":\"SCHED_OTHER\",\"nice\":-1} | /process/scheduler: left"
            + " out: only root may run ahead of the processes of others",
        "/linux/netDevices | {\"eth0\":{}} | /linux/netDevices: left out: only root may move the"
            + " host's network devices",
        "/linux/sysctl | {\"kernel.pid_max\":\"99\"} | /linux/sysctl/kernel.pid_max: left out: it"
            + " belongs to no namespace of the container, and only root may set it",
        "/linux/sysctl | {\"net.core.rmem_max\":\"99\"} | /linux/sysctl/net.core.rmem_max: left"
            + " out: the network namespace of an ordinary user does not have it",
        "/linux/sysctl | {\"net/ipv4/ping_group_range\":\"0 9\"} |"
            + " /linux/sysctl/net~1ipv4~1ping_group_range: replaced by \"0 0\": other groups are"
            + " not mapped in the container",
        "/hooks | {\"prestart\":[{\"path\":\"/proc/7/exe\"}]} | /hooks/prestart/0: left out:"
            + " /proc/7/exe is the program of a process, which only that process's user may run so",
        "/linux/resources | {\"memory\":{\"limit\":9}} | /linux/resources/memory: left out: the"
            + " caller can't write control groups, so its memory is not limited",
        "/linux/rootfsPropagation | \"runbindable\" | /linux/rootfsPropagation: replaced by"
            + " private: an ordinary user's runtime could not bind what is unbindable; mounts"
            + " propagate neither way all the same",
        "/annotations | {\"run.oci.systemd.force_cgroup_v1\":\"/sys/fs/cgroup\"} |"
            + " /annotations/run.oci.systemd.force_cgroup_v1: left out: only root may mount a"
            + " hierarchy of control groups, which it asks crun for",
      })
  void whatIsRefusedIsTold(String pointer, String json, String line) {
    assertThat(told(with(pointer, json))).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/process/oomScoreAdj | 0",
        "/process/scheduler | {\"policy\":\"SCHED_BATCH\",\"nice\":3}",
        "/process/ioPriority | {\"class\":\"IOPRIO_CLASS_IDLE\"}",
        "/process/rlimits | [{\"type\":\"RLIMIT_CORE\",\"soft\":0,\"hard\":18446744073709551615}]",
        "/linux/sysctl | {\"kernel.shmmax\":\"99\",\"fs.mqueue.msg_max\":\"9\"}",
        "/linux/sysctl | {\"net.ipv4.ip_forward\":\"1\",\"net.ipv4.ping_group_range\":\"0 0\"}",
        "/hooks | {\"prestart\":[{\"path\":\"/bin/true\"}]}",
        "/linux/rootfsPropagation | \"rshared\"",
      })
  void whatIsAllowedStays(String pointer, String json) {
    Spec spec = with(pointer, json);

    assertThat(Rootless.of(spec, SINGLE)).isEqualTo(new Rootless(spec, List.of()));
  }

  @Test
  void aDeviceIsBoundFromTheHostOrLeftToTheRuntime() {
    Spec spec =
        with(
            "/linux/devices",
            """
            [{"path": "/dev/null", "type": "c", "major": 1, "minor": 3},
             {"path": "/dev/z", "type": "c", "major": 1, "minor": 5},
             {"path": "/dev/fuse", "type": "c", "major": 10, "minor": 229},
             {"path": "/dev/sda", "type": "b", "major": 8, "minor": 0}]
            """);

    Rootless rootless = Rootless.of(spec, SINGLE, RootlessCaller.ordinary().devices("/dev/fuse"));

    assertThat(rootless.spec().linux().orElseThrow().devices()).isEmpty();
    assertThat(rootless.spec().mounts())
        .extracting(mount -> mount.source().orElse("") + " " + mount.destination())
        .containsSubsequence("/dev/zero /dev/z", "/dev/fuse /dev/fuse")
        .doesNotContain("/dev/sda /dev/sda", "/dev/null /dev/null");
    assertThat(rootless.changes())
        .extracting(RootlessChange::pointer)
        .containsExactly(
            "/linux/devices/0", "/linux/devices/1", "/linux/devices/2", "/linux/devices/3");
  }

  @Test
  void limitsStayWhereControlGroupsCanBeWrittenButForWhatIsRootsOwn() {
    Spec spec =
        with(
            "/linux/resources",
            "{\"memory\":{\"limit\":9},\"pids\":{\"limit\":5},\"devices\":[{\"allow\":false}]}");

    Rootless rootless = Rootless.of(spec, SINGLE, RootlessCaller.ordinary().controlGroups(true));

    assertThat(rootless.spec())
        .isEqualTo(with("/linux/resources", "{\"memory\":{\"limit\":9},\"pids\":{\"limit\":5}}"));
    assertThat(rootless.changes())
        .extracting(RootlessChange::toLine)
        .containsExactly(
            "/linux/resources/devices: left out: only root may filter the use of devices, so only"
                + " file permissions and mounts keep it from devices");
  }

  @Test
  void aJoinedNamespaceIsReplacedByANewOne() {
    Spec spec =
        with(
            "/linux/namespaces",
            """
            [{"type": "network", "path": "/proc/9/ns/net"}, {"type": "pid"}, {"type": "user"},
             {"type": "mount"}, {"type": "ipc"}, {"type": "uts"}]
            """);

    Rootless rootless = Rootless.of(spec, SINGLE);

    assertThat(rootless.spec().at("/linux/namespaces/0/path").isPresent()).isFalse();
    assertThat(rootless.changes())
        .extracting(RootlessChange::pointer)
        .containsExactly("/linux/namespaces/0/path");
  }

  @Test
  void withoutNamespacesOfItsOwnItSeesTheHostsFileSystems() {
    Spec spec = with("/linux/namespaces", "[{\"type\":\"user\"},{\"type\":\"mount\"}]");

    Rootless rootless = Rootless.of(spec, SINGLE);

    assertThat(rootless.spec().mounts())
        .extracting(mount -> mount.source().orElse("") + " at " + mount.destination())
        .contains("/proc at /proc", "/sys at /sys")
        .doesNotContain("mqueue at /dev/mqueue");
    assertThat(rootless.spec().hostname()).isEmpty();
  }

  @Test
  void theCallersMappingHasItsSubordinateIdsFromOneOn() {
    HostFacts facts =
        HostFacts.builder()
            .uid(1001)
            .gid(1002)
            .subordinateUids(List.of(new IdRange(100_000, 10), new IdRange(200_000, 5)))
            .subordinateGids(List.of(new IdRange(300_000, 7)))
            .build();

    assertThat(IdMappings.of(facts))
        .isEqualTo(
            new IdMappings(
                List.of(
                    IdMappings.mapping(0, 1001, 1),
                    IdMappings.mapping(1, 100_000, 10),
                    IdMappings.mapping(11, 200_000, 5)),
                List.of(IdMappings.mapping(0, 1002, 1), IdMappings.mapping(1, 300_000, 7))));
  }

  @Test
  void withoutSubordinateIdsItIsTheCallerAlone() {
    HostFacts facts = HostFacts.builder().uid(1001).gid(1002).build();

    assertThat(IdMappings.of(facts)).isEqualTo(IdMappings.single(1001, 1002));
  }
}
