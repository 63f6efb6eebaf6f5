/// What is wrong with the text of a file of labels at some place.
public enum LabelFlaw: Sendable, Hashable {
  /// The file is of another kind: it is no …
  case notA(String)
  /// Something else stands where this should be.
  case missing(String)
  /// The file ends where this should be.
  case endsEarly(String)
  /// This begins and never ends.
  case unclosed(String)
  /// Values inside of values go deeper than any real file does.
  case tooDeep(limit: Int)
  /// An XML file declares a document type, which could name other files or grow without end.
  case documentType
  /// An XML entity that is not one of the five that every file has.
  case unknownEntity(String)
  /// An XML element is closed by the end of another one.
  case otherEnd(opened: String, closed: String)
  /// A name that another part of the file refers to is not there.
  case unknownReference(String)
  /// Annotations that depend on each other in a circle.
  case circle(String)
  /// A unit of time that can't be read.
  case unknownUnit(String)

  /// Why the file can't be read, without the line.
  var reason: String {
    switch self {
    case .notA(let kind): "this is no \(kind)"
    case .missing(let what): "\(what) is missing"
    case .endsEarly(let what): "the file ends where \(what) should be"
    case .unclosed(let what): "\(what) begins and never ends"
    case .tooDeep(let limit): "values lie more than \(limit) deep in each other"
    case .documentType: "a document type is declared, which is not read for safety"
    case .unknownEntity(let name): "there is no entity \(JSONText.beginning(of: name))"
    case .otherEnd(let opened, let closed):
      "\(JSONText.beginning(of: opened)) is closed as \(JSONText.beginning(of: closed))"
    case .unknownReference(let name): "\(JSONText.beginning(of: name)) is nowhere in the file"
    case .circle(let name): "\(JSONText.beginning(of: name)) depends on itself"
    case .unknownUnit(let unit): "the unit of time \(JSONText.beginning(of: unit)) is not known"
    }
  }
}
