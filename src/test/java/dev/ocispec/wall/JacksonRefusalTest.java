package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.ocispec.LibraryClasses;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.OciModule;
import dev.ocispec.request.AdditionalFile;
import dev.ocispec.request.BuildConstraints;
import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildUsage;
import dev.ocispec.service.EngineSettings;
import dev.ocispec.service.InPlaceResult;
import dev.ocispec.spec.OciObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/** Values that have no JSON form of Jackson's are never written as {@code {}}. */
@Tag("unit")
class JacksonRefusalTest {
  private static final List<JsonMapper> MAPPERS =
      List.of(new JsonMapper(), JsonMapper.builder().addModule(new OciModule()).build());

  private static String sentence(Class<?> type) {
    return type.getName()
        + " is neither written nor read by Jackson, with or without the module"
        + " dev.ocispec.json.OciModule, which is for OCI documents";
  }

  static Stream<Arguments> values() {
    BuildRequest request =
        BuildRequest.builder().commandArgs("/bin/true").constraints(c -> c.minMemory(1)).build();
    return Stream.of(
        Arguments.of(HostFacts.class, HostFacts.builder().build()),
        Arguments.of(BuildRequest.class, request),
        Arguments.of(BuildConstraints.class, request.constraints()),
        Arguments.of(AdditionalFile.class, AdditionalFile.of("build/a", "text")),
        Arguments.of(Sandbox.class, Sandbox.standard()),
        Arguments.of(SandboxLimits.class, Sandbox.standard().limits()),
        Arguments.of(SandboxPlan.class, Sandbox.tvix().plan(request, HostFacts.builder().build())),
        Arguments.of(
            InPlaceCommand.class,
            InPlaceCommand.builder().addArgs("true").folder(Path.of("/work")).build()),
        Arguments.of(InPlaceResult.class, InPlaceResult.exited(0, Duration.ZERO)),
        Arguments.of(BuildLimits.class, request.constraints().limits()),
        Arguments.of(EngineSettings.class, EngineSettings.of(options -> {})),
        Arguments.of(BuildUsage.class, BuildUsage.of(Duration.ZERO)),
        Arguments.of(BuildResult.class, BuildResult.runtimeError("no runtime")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyAreNotWritten(Class<?> type, Object value) {
    for (JsonMapper mapper : MAPPERS) {
      assertThatThrownBy(() -> mapper.writeValueAsString(value))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining(sentence(type));
      assertThatThrownBy(() -> mapper.writeValueAsString(Map.of("value", List.of(value))))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining(sentence(type));
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyAreNotRead(Class<?> type, Object value) {
    for (JsonMapper mapper : MAPPERS) {
      assertThatThrownBy(() -> mapper.readValue("{}", type))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining(sentence(type));
    }
  }

  /** Of values made by Immutables Jackson sees nothing: neither getters nor record components. */
  @Test
  void noSuchValueIsForgotten() {
    Set<JavaClass> implemented =
        LibraryClasses.LIBRARY_ONLY.stream()
            .filter(type -> type.getSimpleName().startsWith("Immutable"))
            .flatMap(type -> type.getAllRawInterfaces().stream())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getPackageName().startsWith("dev.ocispec."))
            .filter(type -> !type.isNestedClass() && !type.isAssignableTo(OciObject.class))
            .filter(type -> !type.getPackageName().endsWith(".internal"))
            .collect(Collectors.toSet());
    // What is only a part of another interface has no values of its own.
    Set<String> made =
        implemented.stream()
            .filter(
                type ->
                    implemented.stream()
                        .noneMatch(other -> other != type && other.isAssignableTo(type.getName())))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    Set<String> covered =
        values().map(value -> ((Class<?>) value.get()[0]).getName()).collect(Collectors.toSet());

    assertThat(made).contains("dev.ocispec.host.HostFacts").isSubsetOf(covered);
  }
}
