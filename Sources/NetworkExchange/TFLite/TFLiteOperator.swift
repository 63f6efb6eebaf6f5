/// The operators that are known, by their codes.
enum TFLiteOperator: Int {
  case add = 0
  case averagePool = 1
  case concatenation = 2
  case convolution = 3
  case depthwise = 4
  case dequantize = 6
  case floor = 8
  case fullyConnected = 9
  case logistic = 14
  case maximumPool = 17
  case multiply = 18
  case relu = 19
  case reluToOne = 20
  case relu6 = 21
  case reshape = 22
  case softmax = 25
  case tanh = 28
  case pad = 34
  case transpose = 39
  case mean = 40
  case subtract = 41
  case divide = 42
  case squeeze = 43
  case sequenceLSTM = 44
  case stridedSlice = 45
  case exponential = 47
  case split = 49
  case logSoftmax = 50
  case cast = 53
  case maximum = 55
  case minimum = 57
  case negative = 59
  case padValue = 60
  case slice = 65
  case expandDimensions = 70
  case logarithm = 73
  case sum = 74
  case squareRoot = 75
  case reciprocalRoot = 76
  case shape = 77
  case power = 78
  case reduceMaximum = 82
  case pack = 83
  case reduceMinimum = 89
  case square = 92
  case leakyRelu = 98
  case squaredDifference = 99
  case absolute = 101
  case elu = 111
  case quantize = 114
  case hardSwish = 117
  case batchProduct = 126
  case gelu = 150

  /// What it is called in the schema.
  var name: String {
    switch self {
    case .averagePool: "AVERAGE_POOL_2D"
    case .convolution: "CONV_2D"
    case .depthwise: "DEPTHWISE_CONV_2D"
    case .fullyConnected: "FULLY_CONNECTED"
    case .maximumPool: "MAX_POOL_2D"
    case .sequenceLSTM: "UNIDIRECTIONAL_SEQUENCE_LSTM"
    case .batchProduct: "BATCH_MATMUL"
    default: "\(self)".uppercased()
    }
  }

  /// The names of operators that are often met and not known.
  static let others = [
    5: "DEPTH_TO_SPACE", 7: "EMBEDDING_LOOKUP", 11: "L2_NORMALIZATION", 12: "L2_POOL_2D",
    16: "LSTM", 23: "RESIZE_BILINEAR", 24: "RNN", 26: "SPACE_TO_DEPTH", 27: "SVDF",
    32: "CUSTOM", 35: "UNIDIRECTIONAL_SEQUENCE_RNN", 36: "GATHER", 37: "BATCH_TO_SPACE_ND",
    38: "SPACE_TO_BATCH_ND", 46: "BIDIRECTIONAL_SEQUENCE_RNN", 48: "TOPK_V2",
    52: "BIDIRECTIONAL_SEQUENCE_LSTM", 54: "PRELU", 56: "ARG_MAX", 67: "TRANSPOSE_CONV",
    69: "TILE", 88: "UNPACK", 94: "FILL", 97: "RESIZE_NEAREST_NEIGHBOR", 100: "MIRROR_PAD",
    102: "SPLIT_V", 105: "REVERSE_V2", 107: "GATHER_ND", 118: "IF", 119: "WHILE",
    142: "VAR_HANDLE", 143: "READ_VARIABLE", 144: "ASSIGN_VARIABLE", 129: "CALL_ONCE",
  ]
}
