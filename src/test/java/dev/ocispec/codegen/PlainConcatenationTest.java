package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlainConcatenationTest {
  /** Joins strings with values of every type; constants would be joined by javac. */
  static final class Joining implements Supplier<String> {
    private byte small = -1;
    private short less = -2;
    private char letter = 'ä';
    private int number = -3;
    private long big = 1L << 40;
    private float half = 0.5f;
    private double third = 1 / 3.0;
    private boolean yes = true;
    private String text = "t";
    private Object object = new StringBuilder("o");
    private String[] nothing = null;

    @Override
    public String get() {
      String all = "a" + small + less + "b\n" + letter + number + big + "c" + half + third + yes;
      all += text + object + nothing + ((Named) () -> "n").greeting(2L, 3);
      return all + number + big;
    }
  }

  /** Joins strings in an interface. */
  interface Named {
    String name();

    default String greeting(long first, int second) {
      return "hello " + name() + first + second;
    }
  }

  /** Joins none. */
  static final class Silent {}

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = type.getName().replaceFirst(".*\\.", "") + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }

  /** The rewritten classes, loaded beside those of the tests. */
  private static final class Rewritten extends ClassLoader {
    Rewritten() {
      super(PlainConcatenationTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> given = super.loadClass(name, resolve);
      if (given != Joining.class && given != Named.class) {
        return given;
      }
      Class<?> loaded = findLoadedClass(name);
      try {
        byte[] type = PlainConcatenation.in(bytes(given));
        return loaded != null ? loaded : defineClass(name, type, 0, type.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void theResultIsTheSame() throws Exception {
    Class<?> type = new Rewritten().loadClass(Joining.class.getName());
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);

    String joined = ((Supplier<?>) constructor.newInstance()).get().toString();

    assertThat(type).isNotSameAs(Joining.class);
    assertThat(joined)
        .isEqualTo(new Joining().get())
        .isEqualTo(
            "a-1-2b\nä-31099511627776c0.50.3333333333333333truetonullhello n23-31099511627776");
  }

  @Test
  void noPlaceAsksJavaToMakeCode() throws IOException {
    for (Class<?> type : new Class<?>[] {Joining.class, Named.class}) {
      assertThat(new String(bytes(type), StandardCharsets.ISO_8859_1))
          .contains("makeConcatWithConstants");
      assertThat(new String(PlainConcatenation.in(bytes(type)), StandardCharsets.ISO_8859_1))
          .contains("joined$0")
          .doesNotContain("makeConcatWithConstants");
    }
  }

  @Test
  void aClassThatJoinsNothingKeepsItsBytes() throws IOException {
    assertThat(PlainConcatenation.in(bytes(Silent.class))).isEqualTo(bytes(Silent.class));
  }
}
