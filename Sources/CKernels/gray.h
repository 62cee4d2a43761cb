// BGR to gray with OpenCV's 15-bit weights of Rec. 601.
static void gray(const uint8_t *restrict bgr, size_t count, uint8_t *restrict gray) {
  for (size_t i = 0; i < count; i++) {
    uint32_t sum = 3735u * bgr[3 * i] + 19235u * bgr[3 * i + 1] + 9798u * bgr[3 * i + 2] + 16384u;
    gray[i] = (uint8_t)(sum >> 15);
  }
}
