package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.LibraryClasses;
import dev.ocispec.json.internal.Readers;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.OpenText;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Mappers that nobody has told of the module. */
@Tag("unit")
class PlainMapperTest {
  private final JsonMapper plain = new JsonMapper();

  /** Something of a user's own with values of all kinds. */
  public record Holder(
      Spec spec,
      List<Mount> mounts,
      LinuxNamespaceType type,
      Unsigned64 number,
      JsonValue value,
      Residue rest) {}

  /** Values that need no module. */
  public record Scalars(LinuxNamespaceType type, Unsigned64 number) {}

  static Stream<Class<?>> objects() {
    return Readers.types().stream().map(type -> type);
  }

  static Stream<Class<?>> openTexts() {
    return LibraryClasses.LIBRARY_ONLY.stream()
        .filter(type -> type.isAssignableTo(OpenText.class))
        .filter(type -> !type.isEquivalentTo(OpenText.class))
        .map(type -> type.reflect());
  }

  @Test
  void everythingIsWrittenAsTheModuleWritesIt() {
    Holder holder =
        new Holder(
            Spec.builder().hostname("box").build(),
            List.of(Mount.builder().destination("/a").build()),
            LinuxNamespaceType.of("quantum"),
            Unsigned64.MAX,
            JsonValue.list(List.of(JsonValue.number("1.50"), JsonValue.NULL)),
            Residue.of(Map.of("x", JsonValue.EMPTY_LIST)));

    assertThat(plain.writeValueAsString(holder))
        .isEqualTo(
            JsonMapper.builder().addModule(new OciModule()).build().writeValueAsString(holder))
        .isEqualTo(
            """
            {"spec":{"ociVersion":"1.0.0","hostname":"box"},"mounts":[{"destination":"/a"}],\
            "type":"quantum","number":18446744073709551615,"value":[1.50,null],"rest":{"x":[]}}\
            """);
    assertThat(plain.writeValueAsString(Map.of(Capability.CAP_KILL, 1)))
        .isEqualTo("{\"CAP_KILL\":1}");
  }

  @Test
  void whatTheSchemaRefusesIsNotWritten() {
    Spec spec = Spec.builder().linux(l -> l.rootfsPropagation("rslave")).build();

    assertThatThrownBy(() -> plain.writeValueAsString(Map.of("spec", spec)))
        .hasRootCauseInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/linux/rootfsPropagation");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void toReadADocumentFailsAndNamesTheModule(Class<?> type) {
    assertThatThrownBy(() -> plain.readValue("{}", type))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(
            "this mapper lacks the module that reads "
                + type.getName()
                + ": JsonMapper.builder().addModule(new dev.ocispec.json.OciModule())");
  }

  @Test
  void toReadAnyOtherValueFailsAndNamesTheModule() {
    for (String json : List.of("{}", "[]", "1.5", "\"a\"", "true")) {
      assertThatThrownBy(() -> plain.readValue(json, JsonValue.class))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("new dev.ocispec.json.OciModule()");
    }
  }

  @ParameterizedTest
  @MethodSource("openTexts")
  void openTextsAreReadByAnyMapper(Class<? extends OpenText> type) {
    assertThat(plain.readValue("\"some text\"", type))
        .isExactlyInstanceOf(type)
        .extracting(OpenText::text)
        .isEqualTo("some text");
    assertThatThrownBy(() -> plain.readValue("[\"a\"]", type))
        .hasMessageContaining("expected a string or a number, found a list");
  }

  @Test
  void numbersAreReadExactlyOrRefused() {
    Scalars read =
        plain.readValue("{\"type\":\"pid\",\"number\":18446744073709551615}", Scalars.class);

    assertThat(read).isEqualTo(new Scalars(LinuxNamespaceType.PID, Unsigned64.MAX));
    for (String wrong : List.of("-1", "1.5", "18446744073709551616", "1e3")) {
      assertThatThrownBy(() -> plain.readValue("{\"number\":" + wrong + "}", Scalars.class))
          .hasMessageContaining("expected 0 to 2^64-1, found \"" + wrong + "\"");
    }
  }

  @Test
  void theModuleIsFoundAsAService() {
    JsonMapper found = JsonMapper.builder().findAndAddModules().build();
    Spec spec = Spec.builder().hostname("box").build();

    assertThat(found.readValue(found.writeValueAsString(spec), Spec.class)).isEqualTo(spec);
    assertThat(found.readValue("{\"a\":[1.50]}", JsonValue.class))
        .isEqualTo(
            JsonValue.object(Map.of("a", JsonValue.list(List.of(JsonValue.number("1.50"))))));
  }

  @Test
  void theModuleReadsOtherValuesStrictlyToo() {
    JsonMapper mapper = JsonMapper.builder().addModule(new OciModule()).build();

    assertThatThrownBy(() -> mapper.readValue("{\"a\":1,\"a\":2}", JsonValue.class))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("1:8: /a: the name \"a\" appears twice in one object");
  }

  @Test
  void typesThatAreNoDocumentsOfTheirOwnSayWhatToDo() {
    JsonMapper mapper = JsonMapper.builder().addModule(new OciModule()).build();

    assertThatThrownBy(() -> mapper.readValue("{}", OciDocument.class))
        .hasMessageContaining(
            "there are several types of dev.ocispec.spec.OciDocument: name one, such as Spec");
    assertThatThrownBy(() -> mapper.readValue("{}", OciObject.class))
        .hasMessageContaining("name one, such as Spec");
    assertThatThrownBy(() -> mapper.readValue("{}", Residue.class))
        .hasMessageContaining("a residue is read with the object that it belongs to");
  }

  @Test
  void aMapperWithDefaultTypingReadsWhatItWrites() {
    JsonMapper typing =
        JsonMapper.builder()
            .addModule(new OciModule())
            .activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build(),
                DefaultTyping.NON_FINAL)
            .build();
    Spec spec = Spec.builder().hostname("box").build();

    assertThat(typing.writeValueAsString(spec))
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"hostname\":\"box\"}");
    assertThat(typing.readValue(typing.writeValueAsString(spec), Spec.class)).isEqualTo(spec);
  }
}
