import { describe, expect, it } from 'vitest'
import { areAlike } from '../names/are-alike.ts'
import { nameKeys } from '../names/name-keys.ts'

describe('Two names', () => {
  it.each([
    ['Jared Amalong', 'AMALONG, Jared'],
    ['David W. Gordon', 'Gordon, David'],
    ['Dr. David Gordon', 'David Gordon'],
    ['Alexandr Ivanov', 'Aleksandr Ivanow'],
    ['Yuliya Petrova', 'Julia Petrova'],
    ['Mohammed Al-Sayed', 'Muhamad Al Sayed'],
    ['Anna Müller', 'Mueller, Anna'],
    ['José García', 'Jose Luis Garcia'],
    ['Jon Smith', 'John Smith'],
    ['David Gordon', 'David Gordom'],
    ["Sean O'Brien", 'Sean O’Brien'],
    ['Иван Петров', 'Петров Иван'],
    ['王小明', '王小明'],
    ['Sukarno', 'SUKARNO'],
  ])('are alike, and found by a common key: %s, %s', (one, other) => {
    expect(areAlike(one, other)).toBe(true)
    expect(areAlike(other, one)).toBe(true)
    expect(nameKeys(one).some(key => nameKeys(other).includes(key))).toBe(true)
  })

  it.each([
    ['Ana Silva', 'Ada Silva'],
    ['Maria', 'Maria Lopez'],
    ['Maria Lopez', 'Maria Perez'],
    ['Jeff Lowe', 'Irene Spero'],
    ['Peter Peter', 'Peter Lowe'],
    ['', ''],
    ['...', 'Jeff Lowe'],
  ])('are of two people: %s, %s', (one, other) => {
    expect(areAlike(one, other)).toBe(false)
    expect(areAlike(other, one)).toBe(false)
  })

  it('have short keys, few of them', () => {
    const long = Array.from({ length: 60 }, (_, index) => `Bartholomew${index}`).join(' ')

    expect(nameKeys(long).length).toBeLessThanOrEqual(20)
    expect(nameKeys('x'.repeat(500)).every(key => key.length <= 100)).toBe(true)
    expect(nameKeys('🎈'.repeat(3))).toEqual([])
  })
})
