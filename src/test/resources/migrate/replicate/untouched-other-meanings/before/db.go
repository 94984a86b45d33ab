package db

// replicate copies rows.
func replicate(rows []string) map[string]string {
	return map[string]string{"replicate": rows[0]}
}
