#ifndef GENLOCK_CFFMPEG_H
#define GENLOCK_CFFMPEG_H
// What the importer cannot see (macros with casts or compound literals), and what differs between FFmpeg 5.1 and its
// successors, so that the Swift code is written once.
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>

static inline int genlock_error_again(void) { return AVERROR(EAGAIN); }
static inline int genlock_error_end(void) { return AVERROR_EOF; }
static inline int genlock_error_memory(void) { return AVERROR(ENOMEM); }
static inline int genlock_error_invalid(void) { return AVERROR(EINVAL); }
static inline int genlock_error_io(void) { return AVERROR(EIO); }
static inline int genlock_error_access(void) { return AVERROR(EACCES); }
static inline int64_t genlock_no_time(void) { return AV_NOPTS_VALUE; }

/// The frame's own duration in its stream's time base; 0 where unknown.
static inline int64_t genlock_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 2, 100)
  return frame->duration;
#else
  return frame->pkt_duration;
#endif
}

/// Whether the frame holds two fields of different times.
static inline int genlock_frame_is_interlaced(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
  return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame->interlaced_frame != 0;
#endif
}

/// Whether the decoder says that it could not decode the frame whole.
static inline int genlock_frame_is_damaged(const AVFrame *frame) {
  return (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0;
}

/// The stream's display matrix (9 numbers), or NULL.
static inline const int32_t *genlock_display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
  const AVPacketSideData *data = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return data && data->size >= 9 * sizeof(int32_t) ? (const int32_t *)data->data : NULL;
#else
  size_t size = 0;
  const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : NULL;
#endif
}

/// Plane `index` (0 to 7) of a picture.
static inline uint8_t *genlock_frame_plane(const AVFrame *frame, int index) { return frame->data[index]; }

/// Bytes from one row to the next of plane `index`.
static inline int genlock_frame_stride(const AVFrame *frame, int index) { return frame->linesize[index]; }

/// Whether `length` bytes from `bytes` lie inside one of the frame's reference-counted buffers.
static inline int genlock_frame_owns(const AVFrame *frame, const uint8_t *bytes, int64_t length) {
  for (int i = 0; i < AV_NUM_DATA_POINTERS && frame->buf[i]; i++) {
    const uint8_t *start = frame->buf[i]->data;
    if (bytes >= start && bytes < start + frame->buf[i]->size)
      return length <= (int64_t)(start + frame->buf[i]->size - bytes);
  }
  return 0;
}

/// A conversion of pictures of one format and size to BGR24 of the same size, bicubic and nothing else: reuses
/// `previous` where it fits, frees it otherwise; NULL where there is none.
static inline void *genlock_bgr_context(void *previous, int width, int height, int format) {
  return sws_getCachedContext(
      (struct SwsContext *)previous, width, height, (enum AVPixelFormat)format, width, height, AV_PIX_FMT_BGR24,
      SWS_BICUBIC, NULL, NULL, NULL);
}

/// The same to 8-bit gray.
static inline void *genlock_gray_context(void *previous, int width, int height, int format) {
  return sws_getCachedContext(
      (struct SwsContext *)previous, width, height, (enum AVPixelFormat)format, width, height, AV_PIX_FMT_GRAY8,
      SWS_BICUBIC, NULL, NULL, NULL);
}

/// Converts `height` rows of `frame` into `out`; the number of rows written, or an error below 0.
static inline int genlock_convert(void *context, const AVFrame *frame, int height, uint8_t *out, int stride) {
  uint8_t *planes[4] = {out, NULL, NULL, NULL};
  int strides[4] = {stride, 0, 0, 0};
  return sws_scale(
      (struct SwsContext *)context, (const uint8_t *const *)frame->data, frame->linesize, 0, height, planes, strides);
}

static inline void genlock_free_context(void *context) { sws_freeContext((struct SwsContext *)context); }
#endif
