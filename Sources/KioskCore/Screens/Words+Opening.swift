extension Words {
    /// `Avataan maanantaina kello 8.30`; a whole hour without its minutes.
    func saying(_ opening: OpeningHours.Opening) -> String {
        let phrase =
            switch opening.day {
            case .today: self[.opensToday]
            case .tomorrow: self[.opensTomorrow]
            case .on(let weekday): on(weekday)
            }
        let (hour, minute) = opening.minute.quotientAndRemainder(dividingBy: 60)
        guard minute != 0 else { return phrase.replacing("{hour}", with: "\(hour)") }
        let time = self[.timeOfDay].replacing("{hour}", with: "\(hour)")
            .replacing("{minute}", with: minute < 10 ? "0\(minute)" : "\(minute)")
        return phrase.replacing("{hour}", with: time)
    }

    private func on(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: self[.opensOnMonday]
        case .tuesday: self[.opensOnTuesday]
        case .wednesday: self[.opensOnWednesday]
        case .thursday: self[.opensOnThursday]
        case .friday: self[.opensOnFriday]
        case .saturday: self[.opensOnSaturday]
        case .sunday: self[.opensOnSunday]
        }
    }
}
