package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member that is written into a copy of {@code schema/} is there in builder, reader, writer,
 * checks, downgrade, Javadoc and pages, with no edit anywhere else.
 */
@Tag("unit")
class NewPropertyTest {
  private static final String DESCRIPTION = "How dark the mount looks, as a word in small letters.";

  @TempDir static Path folder;
  private static Path schema;
  private static URLClassLoader library;

  @BeforeAll
  static void aCopyOfTheSchemaWithMoreMembers() throws IOException {
    schema = Files.createDirectories(folder.resolve("schema"));
    try (Stream<Path> files = Files.list(Path.of("schema"))) {
      for (Path file : files.toList()) {
        Files.copy(file, schema.resolve(file.getFileName().toString()));
      }
    }
    Path config = schema.resolve("config-schema.json");
    ObjectNode tree = (ObjectNode) JsonTrees.of(Files.readAllBytes(config));
    ObjectNode members = (ObjectNode) tree.at("/definitions/Mount/properties");
    members.set(
        "shade",
        JsonTrees.of(
            """
            {"description": "%s", "x-absent": "It looks as usual.", "x-since": "1.3.0",
             "x-loss": {"policy": "drop", "effect": "the mount looks as usual"},
             "type": "string", "pattern": "^[a-z]+$"}
            """
                .formatted(DESCRIPTION)));
    members.set(
        "weight",
        JsonTrees.of(
            """
            {"$ref": "defs.json#/definitions/uint64", "description": "How heavy the mount is.",
             "x-since": "1.2.0"}
            """));
    ((ArrayNode) tree.at("/definitions/Mount/required")).add("weight");
    Files.writeString(config, tree.toPrettyString());
    library = GeneratedClasses.of(schema, folder);
  }

  @AfterAll
  static void close() throws IOException {
    if (library != null) {
      library.close();
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return library.loadClass("dev.ocispec." + name);
  }

  private static Object call(Class<?> type, Object target, String method, Object... arguments)
      throws ReflectiveOperationException {
    Method found =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals(method) && fits(m, arguments))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(type + "." + method));
    return found.invoke(target, arguments);
  }

  private static boolean fits(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      boolean number = types[i] == long.class && arguments[i] instanceof Long;
      if (!number && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /** A document with one mount whose builder {@code edit} is shown. */
  private static Object spec(Edit edit) throws ReflectiveOperationException {
    Class<?> mountBuilder = type("spec.Mount$Builder");
    Consumer<Object> lambda =
        builder -> {
          try {
            call(mountBuilder, builder, "destination", "/m");
            edit.accept(mountBuilder, builder);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    Class<?> specBuilder = type("spec.Spec$Builder");
    Object builder = call(type("spec.Spec"), null, "builder");
    call(specBuilder, builder, "addMount", lambda);
    return call(specBuilder, builder, "build");
  }

  private interface Edit {
    void accept(Class<?> type, Object builder) throws ReflectiveOperationException;
  }

  private static Object weighted(String shade) throws ReflectiveOperationException {
    return spec(
        (type, builder) -> {
          call(type, builder, "shade", shade);
          call(type, builder, "weight", 7L);
        });
  }

  private static String json(Object spec) throws ReflectiveOperationException {
    Object writer = call(type("json.Json"), null, "unchecked");
    return (String) call(type("json.DocumentWriter"), writer, "toString", spec);
  }

  @Test
  void theBuilderHasItAndTheWriterWritesItInTheSchemasOrder() throws Exception {
    assertThat(json(weighted("dark")))
        .isEqualTo(
            "{\"ociVersion\":\"1.3.0\","
                + "\"mounts\":[{\"destination\":\"/m\",\"shade\":\"dark\",\"weight\":7}]}");
  }

  @Test
  void theReleaseCounts() throws Exception {
    assertThat(json(spec((type, builder) -> call(type, builder, "weight", 1L))))
        .startsWith("{\"ociVersion\":\"1.2.0\"");
  }

  @Test
  void theReaderReadsIt() throws Exception {
    Object written = weighted("dark");
    Object read = call(type("json.Json"), null, "read", json(written), type("spec.Spec"));
    Object mount = ((List<?>) call(type("spec.Spec"), read, "mounts")).get(0);

    assertThat(read).isEqualTo(written);
    assertThat(call(type("spec.Mount"), mount, "shade")).isEqualTo(Optional.of("dark"));
    assertThat(call(type("spec.Mount"), mount, "weight")).hasToString("7");
  }

  @Test
  void theReaderRefusesAWrongTypeAndAMissingMember() {
    assertThat(refusal("{\"ociVersion\":\"1\",\"mounts\":[{\"destination\":\"/\",\"shade\":1}]}"))
        .contains("/mounts/0/shade: expected a string, found a whole number")
        .contains("/mounts/0: required member \"weight\" is missing");
  }

  private static String refusal(String json) {
    try {
      call(type("json.Json"), null, "read", json, type("spec.Spec"));
      return "read";
    } catch (InvocationTargetException e) {
      return e.getCause().getMessage();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bothEnginesCheckIt() throws Exception {
    Object invalid = weighted("DARK");
    Object generated = call(type("validation.Validator"), null, "standard");
    Object second = call(type("validation.SchemaValidator"), null, "ofLibrary");

    assertThat(call(type("validation.Validator"), generated, "validate", invalid))
        .asString()
        .contains("schema-pattern", "/mounts/0/shade");
    assertThat(call(type("validation.SchemaValidator"), second, "validate", invalid))
        .asString()
        .contains("schema-pattern", "/mounts/0/shade");
  }

  @Test
  void aDowngradeLeavesItOutAndTellsTheEffectThatTheSchemaNames() throws Exception {
    Object done = downgrade(weighted("dark"), "V1_2_1");

    assertThat(json(call(type("version.Downgrade"), done, "orElseThrow")))
        .isEqualTo("{\"ociVersion\":\"1.2.1\",\"mounts\":[{\"destination\":\"/m\",\"weight\":7}]}");
    assertThat(call(type("version.Downgrade$Done"), done, "losses"))
        .asString()
        .contains("/mounts/0/shade", "left out: introduced in 1.3.0; the mount looks as usual");
  }

  @Test
  void aDowngradeIsRefusedWhereTheSchemaDoesNotSayWhatIsLost() throws Exception {
    Object refused = downgrade(weighted("dark"), "V1_1_0");

    assertThat(call(type("version.Downgrade$Refused"), refused, "reasons"))
        .asString()
        .contains(
            "/mounts/0/weight",
            "introduced in 1.2.0; the schema does not say what its loss would mean")
        .doesNotContain("shade");
  }

  private static Object downgrade(Object spec, String release) throws ReflectiveOperationException {
    Object older = type("version.Release").getField(release).get(null);
    return call(type("version.Downgrade"), null, "of", spec, older);
  }

  @Test
  void theTableOfLossesHasBoth() throws IOException {
    assertThat(
            LossPage.in(Files.readString(Path.of("docs/versions.md")), SchemaReader.read(schema)))
        .contains(
            "| `/mounts/*/shade` | left out | the mount looks as usual |\n",
            "| `/mounts/*/weight` | refused | not judged |\n");
  }

  @Test
  void theEditedTextIsInJavadocAndReferencePage() throws IOException {
    Path source = folder.resolve("sources/dev/ocispec/spec/Mount.java");

    assertThat(Files.readString(source))
        .containsOnlyOnce(DESCRIPTION)
        .containsSubsequence(DESCRIPTION, "Optional<String> shade();", "@see Mount#shade()")
        .contains("Builder shade(String value);", "Builder clearShade();");
    assertThat(ReferencePage.of(SchemaReader.read(schema)))
        .contains(
            "| `shade` | string matching `^[a-z]+$` | 1.3.0 | "
                + DESCRIPTION
                + " | It looks as usual. |");
  }
}
