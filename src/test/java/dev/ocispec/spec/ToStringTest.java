package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.state.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A value in a log or a debugger shows its type and what is set of it, nothing more. */
@Tag("unit")
class ToStringTest {
  @Test
  void aValueShowsItsTypeAndWhatIsSet() {
    assertThat(Root.builder().path("rootfs").build()).hasToString("Root{\"path\":\"rootfs\"}");
    assertThat(LinuxCapabilities.builder().build()).hasToString("LinuxCapabilities{}");
    assertThat(
            Spec.builder()
                .root(r -> r.path("rootfs").readonly(true))
                .process(p -> p.cwd("/").args("a\n\"b\""))
                .build())
        .hasToString(
            "Spec{\"ociVersion\":\"1.0.0\",\"process\":{\"args\":[\"a\\n"
                + "\\\"b\\\"\"],\"cwd\":\"/\"},\"root\":{\"path\":\"rootfs\",\"readonly\":true}}");
  }

  @Test
  void whatIsUnknownOrWrittenOutButEmptyIsShownToo() {
    assertThat(
            Json.read(
                "{\"ociVersion\":\"1.0.0\",\"id\":\"a\",\"status\":\"running\",\"bundle\":\"/b\","
                    + "\"annotations\":{},\"x\":null}",
                State.class))
        .hasToString(
            "State{\"ociVersion\":\"1.0.0\",\"id\":\"a\",\"status\":\"running\",\"bundle\":\"/b\","
                + "\"annotations\":{},\"x\":null}");
  }
}
