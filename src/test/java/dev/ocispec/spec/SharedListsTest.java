package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values and builders share lists; whoever changes one leaves all others as they were. */
@Tag("unit")
class SharedListsTest {
  private final Mount mount =
      Mount.builder().destination("/a").options("ro", "nosuid").source("/b").build();

  @Test
  void aListGoesFromValueToValueWithoutACopy() {
    Mount other = Mount.builder().destination("/c").options(mount.options()).build();

    assertThat(other.options()).isSameAs(mount.options());
    assertThat(mount.toBuilder().source("/d").build().options()).isSameAs(mount.options());
  }

  @Test
  void addingToASharedListLeavesTheValueAsItWas() {
    Mount more = mount.toBuilder().addOptions("nodev").build();

    assertThat(more.options()).containsExactly("ro", "nosuid", "nodev");
    assertThat(mount.options()).containsExactly("ro", "nosuid");
  }

  @Test
  void anEditByPointerLeavesTheValueAsItWas() {
    Mount changed = mount.toBuilder().set("/options/0", JsonValue.of("rw")).build();
    Mount fewer = mount.toBuilder().remove("/options/1").build();

    assertThat(changed.options()).containsExactly("rw", "nosuid");
    assertThat(fewer.options()).containsExactly("ro");
    assertThat(mount.options()).containsExactly("ro", "nosuid");
  }

  @Test
  void aBuilderThatGoesOnLeavesTheValueAsItWas() {
    Mount.Builder builder = Mount.builder().destination("/a").addOptions("ro");
    Mount before = builder.build();

    builder.addOptions("nodev");

    assertThat(before.options()).containsExactly("ro");
    assertThat(builder.build().options()).containsExactly("ro", "nodev");
  }

  @Test
  void theCallersListIsCopied() {
    List<String> options = new ArrayList<>(List.of("ro"));
    Mount.Builder builder = Mount.builder().destination("/a").options(options);

    options.add("nodev");

    assertThat(builder.build().options()).containsExactly("ro");
  }

  @Test
  void aMemberThatWasGivenAnEmptyListCanBeAddedTo() {
    Mount built = Mount.builder().destination("/a").options(List.of()).addOptions("ro").build();

    assertThat(built.options()).containsExactly("ro");
  }

  @Test
  void numbersAreSharedAndAddedToInTheSameWay() {
    User user = User.builder().uid(1).gid(2).additionalGids(3, 4).build();

    User more = user.toBuilder().addAdditionalGids(5).build();

    assertThat(more.additionalGids()).containsExactly(3L, 4L, 5L);
    assertThat(user.additionalGids()).containsExactly(3L, 4L);
    assertThat(User.builder().additionalGids(user.additionalGids()).build().additionalGids())
        .isSameAs(user.additionalGids());
  }

  @Test
  void anEnvironmentIsAmendedWithoutChangingTheValue() {
    ContainerProcess process = ContainerProcess.builder().cwd("/").env("A=1", "B=2").build();

    ContainerProcess changed = process.toBuilder().putEnv("A", "3").removeEnv("B").build();

    assertThat(changed.env()).containsExactly("A=3");
    assertThat(process.env()).containsExactly("A=1", "B=2");
  }
}
