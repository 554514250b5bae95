package dev.ocispec.image;

import java.nio.file.Path;
import java.util.List;

/** A layout has no image of that name, or none for that platform. */
public final class ImageNotFoundException extends ImageException {
  private static final long serialVersionUID = 1;

  private final List<String> available;

  ImageNotFoundException(Path layout, String wanted, List<String> available) {
    super(
        layout
            + ": there is no image "
            + wanted
            + (available.isEmpty() ? "" : "; there are " + String.join(", ", available)));
    this.available = List.copyOf(available);
  }

  /** {@return what there is in the place of what was wanted: names, or platforms} */
  public List<String> available() {
    return available;
  }
}
