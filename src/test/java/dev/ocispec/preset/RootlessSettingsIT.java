package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting of the specification, tried as an ordinary user after the transform. */
@Tag("runtime")
class RootlessSettingsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void eachRunsOrIsRefusedToRootAsWell(String runtime) throws Exception {
    long uid = TestUser.CI.uid();
    Needs.runtime(runtime);
    RootlessBundle bundle = new RootlessBundle(folder);
    IdMappings mappings = IdMappings.single(uid, uid);
    Spec plain =
        Presets.runc().toBuilder()
            .process(p -> p.terminal(false).args("/bin/true").env("PATH=/bin"))
            .build();
    Map<String, String> failures = new TreeMap<>();

    for (Map.Entry<String, Spec> each : RootlessSettings.all(plain).entrySet()) {
      Spec spec = withSources(each.getValue(), bundle);
      Spec transformed = Rootless.of(spec, mappings).spec();
      RootlessBundle.Outcome outcome = bundle.run(runtime, transformed);
      if (!outcome.ran()) {
        if (RootlessRefusals.of(runtime, each.getKey()).isPresent()) {
          if (bundle.runAsRoot(runtime, spec).ran()) {
            failures.put(each.getKey(), "refused to the user only: " + outcome.reason());
          }
        } else if (bundle.refusesAgain(runtime, transformed)) {
          failures.put(each.getKey(), outcome.reason());
        }
      }
    }

    assertThat(failures).isEmpty();
  }

  /** The sample's mount is of an empty folder of this test. */
  private static Spec withSources(Spec spec, RootlessBundle bundle) {
    String json = Json.unchecked().toString(spec);
    return Json.read(json.replace("\"HOST\"", "\"" + bundle.emptyFolder() + "\""), Spec.class);
  }
}
