package dev.ocispec.image;

import static dev.ocispec.image.ToolHabit.ANNOTATIONS_OF_THE_MANIFEST_AND_THE_SIGNALS_NUMBER;
import static dev.ocispec.image.ToolHabit.ANNOTATIONS_WITHOUT_TEXT;
import static dev.ocispec.image.ToolHabit.AUTHOR_BEFORE_THE_LABEL;
import static dev.ocispec.image.ToolHabit.COMMAND_OF_THE_CALLER;
import static dev.ocispec.image.ToolHabit.GROUPS_OF_A_USER_BY_NUMBER;
import static dev.ocispec.image.ToolHabit.HOME_FROM_THE_ACCOUNT;
import static dev.ocispec.image.ToolHabit.HOME_FROM_THE_ACCOUNT_BEFORE_THE_IMAGE;
import static dev.ocispec.image.ToolHabit.NO_ANNOTATIONS;
import static dev.ocispec.image.ToolHabit.NO_TERMINAL;
import static dev.ocispec.image.ToolHabit.OWN_GROUP_AMONG_THE_FURTHER_ONES;
import static dev.ocispec.image.ToolHabit.OWN_GROUP_AMONG_THE_FURTHER_ONES_UNLESS_ROOT;
import static dev.ocispec.image.ToolHabit.VARIABLE_OF_PODMAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.preset.Presets;
import dev.ocispec.validation.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images of real tools become what umoci, podman and buildah made of them, but for differences that
 * have names.
 */
@Tag("unit")
class RealImagesTest {
  private static final Map<String, List<ToolHabit>> HABITS =
      Map.of(
          "umoci",
          List.of(
              HOME_FROM_THE_ACCOUNT_BEFORE_THE_IMAGE,
              GROUPS_OF_A_USER_BY_NUMBER,
              ANNOTATIONS_WITHOUT_TEXT,
              AUTHOR_BEFORE_THE_LABEL),
          "podman",
          List.of(
              HOME_FROM_THE_ACCOUNT,
              GROUPS_OF_A_USER_BY_NUMBER,
              OWN_GROUP_AMONG_THE_FURTHER_ONES_UNLESS_ROOT,
              ANNOTATIONS_OF_THE_MANIFEST_AND_THE_SIGNALS_NUMBER,
              VARIABLE_OF_PODMAN),
          "buildah",
          List.of(
              GROUPS_OF_A_USER_BY_NUMBER,
              OWN_GROUP_AMONG_THE_FURTHER_ONES,
              NO_ANNOTATIONS,
              NO_TERMINAL,
              COMMAND_OF_THE_CALLER));

  static Stream<Arguments> imagesAndTools() {
    return RealImage.ALL.stream()
        .flatMap(image -> HABITS.keySet().stream().map(tool -> Arguments.of(image, tool)));
  }

  static Stream<Arguments> toolsAndHabits() {
    return HABITS.entrySet().stream()
        .flatMap(tool -> tool.getValue().stream().map(h -> Arguments.of(tool.getKey(), h)));
  }

  static Stream<RealImage> images() {
    return RealImage.ALL.stream();
  }

  private static ContainerFacts as(RealImage image, List<ToolHabit> habits) {
    ContainerFacts facts = image.facts(image.conversion());
    for (ToolHabit habit : habits) {
      facts = habit.of(image, facts);
    }
    return facts;
  }

  @ParameterizedTest
  @MethodSource("imagesAndTools")
  void anImageBecomesWhatTheToolMadeOfItButForItsHabits(RealImage image, String tool) {
    assertThat(as(image, HABITS.get(tool))).isEqualTo(image.recorded(tool));
  }

  @ParameterizedTest
  @MethodSource("toolsAndHabits")
  void noDifferenceIsNamedInVain(String tool, ToolHabit habit) {
    List<ToolHabit> others = HABITS.get(tool).stream().filter(h -> h != habit).toList();

    assertThat(RealImage.ALL).anyMatch(image -> !as(image, others).equals(image.recorded(tool)));
  }

  @ParameterizedTest
  @MethodSource("images")
  void theResultIsValidAndNothingIsLeftOut(RealImage image) {
    ConvertedImage converted = image.conversion().convert(Presets.runc());

    assertThat(converted.omitted()).isEmpty();
    assertThat(SchemaValidator.ofLibrary().validate(converted.spec()).findings()).isEmpty();
  }
}
