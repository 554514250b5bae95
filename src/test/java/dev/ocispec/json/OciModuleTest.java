package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class OciModuleTest {
  private final JsonMapper mapper = JsonMapper.builder().addModule(new OciModule()).build();

  /** Something of a user's own that holds documents. */
  public record Job(String name, Spec spec, List<Mount> extra) {}

  @Test
  void aDocumentInsideAUsersOwnTypeIsReadAndWrittenWithoutLoss() {
    String json =
        """
        {"name":"a","spec":{"ociVersion":"1.0.2","hooks":null,"x":[1.50,{}]},\
        "extra":[{"destination":"/a","options":[]}]}\
        """;

    Job job = mapper.readValue(json, Job.class);

    assertThat(job.spec().residue().member("hooks")).contains(JsonValue.NULL);
    assertThat(job.extra()).extracting(Mount::destination).containsExactly("/a");
    // The schema has something against the null, so that only the unchecked module writes it.
    JsonMapper unchecked = JsonMapper.builder().addModule(OciModule.unchecked()).build();
    assertThat(unchecked.writeValueAsString(job)).isEqualTo(json);
  }

  @Test
  void aTreeIsConvertedToATypeAndBack() {
    Spec spec = Spec.builder().hostname("box").build();

    assertThat(mapper.treeToValue(mapper.valueToTree(spec), Spec.class)).isEqualTo(spec);
  }

  @Test
  void faultsHaveLineAndColumnOfTheMappersParser() {
    assertThatThrownBy(() -> mapper.readValue("{\n  \"ociVersion\": 1}", Spec.class))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining(
            "2:17: /ociVersion: expected a string, found a whole number [json-type] (must)");
  }

  @Test
  void whatTheSchemaRefusesIsOnlyWrittenByTheUncheckedModule() {
    Spec spec =
        Spec.builder()
            .linux(l -> l.addDevice(LinuxDevice.builder().path("/dev/x").type("?").build()))
            .build();

    assertThatThrownBy(() -> mapper.writeValueAsString(spec))
        .hasStackTraceContaining(InvalidDocumentException.class.getName())
        .hasStackTraceContaining("/linux/devices/0/type");
    assertThat(
            JsonMapper.builder().addModule(OciModule.unchecked()).build().writeValueAsString(spec))
        .contains("\"type\":\"?\"");
  }
}
