package untouched

// members calls found for each member of the object in a JSON text, with the position of its value. It does not decode the values, of
// which the specification of a job is most of the text. It returns false if the text is not an object, or a key has an escaped character.
func members(text []byte, found func(key []byte, start, end int)) bool {
	at := skipSpace(text, 0)
	if at >= len(text) || text[at] != '{' {
		return false
	}
	if at = skipSpace(text, at+1); at < len(text) && text[at] == '}' {
		return skipSpace(text, at+1) == len(text)
	}
	for {
		end := skipValue(text, at)
		if end < 0 || text[at] != '"' {
			return false
		}
		key := text[at+1 : end-1]
		for _, c := range key {
			if c == '\\' {
				return false
			}
		}
		if at = skipSpace(text, end); at >= len(text) || text[at] != ':' {
			return false
		}
		at = skipSpace(text, at+1)
		if end = skipValue(text, at); end < 0 {
			return false
		}
		found(key, at, end)
		if at = skipSpace(text, end); at >= len(text) {
			return false
		}
		switch text[at] {
		case ',':
			at = skipSpace(text, at+1)
		case '}':
			return skipSpace(text, at+1) == len(text)
		default:
			return false
		}
	}
}

func skipSpace(text []byte, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	return at
}

// skipValue returns the end of a value, -1 if it has none. It trusts that the inside of an object or a list is JSON: Terraform wrote it.
func skipValue(text []byte, at int) int {
	depth := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '"':
			if i = skipString(text, i); i < 0 {
				return -1
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return endOfWord(at, i)
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ':', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return endOfWord(at, i)
			}
		}
	}
	return -1
}

// endOfWord returns the end of a number, true, false, or null, -1 if it is empty.
func endOfWord(start, end int) int {
	if start == end {
		return -1
	}
	return end
}

// skipString returns the position of the quote at the end of a string, -1 if it has none.
func skipString(text []byte, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}
