package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.preset.Presets;
import dev.ocispec.preset.Rootless;
import dev.ocispec.preset.RootlessCaller;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RootlessCommandTest {
  private static final String SPEC =
      """
      {"ociVersion": "1.0.0",
       "linux": {"namespaces": [{"type": "mount"}, {"type": "user"}],
         "uidMappings": [{"containerID": 0, "hostID": 1001, "size": 1}],
         "gidMappings": [{"containerID": 0, "hostID": 1002, "size": 1}],
         "resources": {"pids": {"limit": 5}}}}
      """;

  private static CommandLine.Result run(String... more) {
    String[] command = new String[more.length + 6];
    System.arraycopy(
        new String[] {"rootless", "--uid", "1001", "--gid", "1002", "-"}, 0, command, 0, 6);
    System.arraycopy(more, 0, command, 6, more.length);
    return CommandLine.runWith(SPEC, command);
  }

  @Test
  void itPrintsTheConfigurationForTheUserAndTellsWhatWasChanged() {
    assertThat(run())
        .isEqualTo(
            new CommandLine.Result(
                0,
                """
                {
                  "ociVersion": "1.0.0",
                  "linux": {
                    "uidMappings": [
                      {
                        "containerID": 0,
                        "hostID": 1001,
                        "size": 1
                      }
                    ],
                    "gidMappings": [
                      {
                        "containerID": 0,
                        "hostID": 1002,
                        "size": 1
                      }
                    ],
                    "namespaces": [
                      {
                        "type": "mount"
                      },
                      {
                        "type": "user"
                      }
                    ]
                  }
                }
                """,
                "/linux/resources/pids: left out: the caller can't write control groups, so the"
                    + " number of its processes is not limited\n"));
  }

  @Test
  void limitsStayWhereTheUserCanWriteControlGroups() {
    CommandLine.Result result = run("--control-groups");

    assertThat(result.err()).isEmpty();
    assertThat(Json.read(result.out(), Spec.class)).isEqualTo(Json.read(SPEC, Spec.class));
  }

  @Test
  void withoutIdsItIsForTheCaller() {
    CommandLine.Result result = CommandLine.runWith("{\"ociVersion\":\"1.0.0\"}", "rootless", "-");

    assertThat(result.code()).isZero();
    assertThat(Json.read(result.out(), Spec.class).linux().orElseThrow().uidMappings())
        .isEqualTo(IdMappings.ofCaller().uids());
  }

  @Test
  void anIdIsANumber() {
    CommandLine.Result result = CommandLine.runWith(SPEC, "rootless", "--uid", "ci", "-");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--uid: expected an id from 0 to 4294967295, found ci");
  }

  @Test
  void theCallersLimitsAreThoseThatTheKernelShows() {
    List<String> shown =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max open files            1024                 20000                files     ",
            "Max locked memory         8388608              unlimited            bytes     ",
            "Max nice priority         0                    0                    ");

    RootlessCaller caller = CallerLimits.of(RootlessCaller.ordinary(), shown, "100");

    assertThat(kept(caller, PosixRlimitType.RLIMIT_NOFILE, 20_000)).isTrue();
    assertThat(kept(caller, PosixRlimitType.RLIMIT_NOFILE, 20_001)).isFalse();
    assertThat(kept(caller, PosixRlimitType.RLIMIT_MEMLOCK, Long.MAX_VALUE)).isTrue();
    assertThat(kept(caller, PosixRlimitType.RLIMIT_NICE, 1)).isFalse();
    Spec spec = Presets.runc().toBuilder().process(p -> p.oomScoreAdj(99)).build();
    assertThat(of(spec, caller).process().orElseThrow().oomScoreAdj()).isEmpty();
  }

  private static boolean kept(RootlessCaller caller, PosixRlimitType type, long value) {
    Unsigned64 limit = Unsigned64.of(value);
    Spec spec =
        Presets.runc().toBuilder()
            .process(p -> p.rlimits(List.of()).addRlimit(r -> r.type(type).soft(limit).hard(limit)))
            .build();
    return !of(spec, caller).process().orElseThrow().rlimits().isEmpty();
  }

  private static Spec of(Spec spec, RootlessCaller caller) {
    return Rootless.of(spec, IdMappings.single(1001, 1001), caller).spec();
  }
}
