import Scenes

extension Root {
    /// Reads a theme and refuses one whose contrast is too low, naming the pair.
    package func theme(named name: String) throws(Problem) -> Theme {
        let path = "\(share)/themes/\(name).json"
        let remedy = "mend the theme or name another in the settings"
        let theme = try decode(Theme.self, from: path, limit: 64 * 1024, remedy: remedy)
        if let problem = theme.problems().first {
            throw Problem(path: path, reason: "\(problem)", remedy: remedy)
        }
        return theme
    }
}
