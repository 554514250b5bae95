package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.DocumentSample;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** A builder made from a value makes the same value again, for every type. */
@Tag("property")
class BuilderProperties {
  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Property(seed = "20261125")
  void aBuilderMadeFromAValueMakesItAgain(@ForAll("decorated") DocumentSample sample) {
    List<OciObject> parts = new ArrayList<>();
    collect(sample.read(), parts);
    for (OciObject part : parts) {
      assertThat(rebuilt(part))
          .isEqualTo(part)
          .hasSameHashCodeAs(part)
          .hasToString(part.toString());
    }
  }

  private static Object rebuilt(OciObject value) {
    Object builder = call(value, "toBuilder");
    return call(builder, "build");
  }

  /** The value and all objects within it. */
  private static void collect(Object value, List<OciObject> found) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> collect(present, found));
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(element -> collect(element, found));
    } else if (value instanceof Map<?, ?> map) {
      collect(map.values(), found);
    } else if (value instanceof OciObject object) {
      found.add(object);
      for (Method accessor : publicType(object).getMethods()) {
        if (accessor.getParameterCount() == 0
            && accessor.getDeclaringClass() == publicType(object)
            && !accessor.getName().toLowerCase(Locale.ROOT).endsWith("builder")) {
          collect(call(object, accessor.getName()), found);
        }
      }
    }
  }

  private static Object call(Object target, String method) {
    try {
      return publicType(target).getMethod(method).invoke(target);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }

  /** The generated interface that the value or builder implements. */
  private static Class<?> publicType(Object value) {
    return Stream.of(value.getClass(), value.getClass().getSuperclass())
        .flatMap(type -> Arrays.stream(type.getInterfaces()))
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .filter(type -> type.getPackageName().startsWith("dev.ocispec"))
        .findFirst()
        .orElseThrow();
  }
}
