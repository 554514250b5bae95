package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written out but empty stays where an edit has nothing to change there. */
@Tag("unit")
class UntouchedMembersTest {
  private static Spec spec(String capabilities) {
    return Json.read(
        "{\"ociVersion\":\"1.0.0\",\"process\":{\"cwd\":\"/\",\"capabilities\":"
            + capabilities
            + "}}",
        Spec.class);
  }

  @Test
  void aDroppedCapabilityLeavesTheSetsThatNeverHadIt() {
    Spec spec =
        spec("{\"bounding\":[\"CAP_KILL\",\"CAP_NET_RAW\"],\"ambient\":[],\"inheritable\":null}");

    Spec dropped = Capabilities.of(spec).drop(Capability.CAP_NET_RAW).apply();

    assertThat(dropped)
        .isEqualTo(spec("{\"bounding\":[\"CAP_KILL\"],\"ambient\":[],\"inheritable\":null}"));
  }

  @Test
  void whatChangesNothingGivesTheSameDocument() {
    Spec spec = spec("{\"bounding\":[],\"effective\":[\"CAP_KILL\"],\"permitted\":null,\"x\":1}");

    assertThat(Capabilities.of(spec).drop(Capability.CAP_NET_RAW).apply()).isEqualTo(spec);
    assertThat(Capabilities.of(spec).add().apply()).isEqualTo(spec);
    assertThat(Capabilities.of(spec).dropAll().apply())
        .isEqualTo(spec("{\"bounding\":[],\"permitted\":null,\"x\":1}"));
  }

  @Test
  void theRootlessTransformLeavesWhatIsEmptyAlready() {
    Spec spec =
        Json.read(
            """
            {"ociVersion": "1.0.0", "mounts": [],
             "process": {"cwd": "/", "user": {"uid": 0, "gid": 0, "additionalGids": []}},
             "linux": {"namespaces": [{"type": "mount"}, {"type": "user", "x": 1}], "resources": null,
               "cgroupsPath": null,
               "uidMappings": [{"containerID": 0, "hostID": 1000, "size": 1}],
               "gidMappings": [{"containerID": 0, "hostID": 1000, "size": 1}]}}
            """,
            Spec.class);

    assertThat(Presets.rootless(spec, IdMappings.single(1000, 1000))).isEqualTo(spec);
  }
}
